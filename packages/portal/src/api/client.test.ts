import { memoryStorage } from '../state/storage';
import { ApiClient, type ClientOptions } from './client';
import { Failure } from './errors';
import { PendingKeys } from './keys';

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> } | 'lost' | 'silent';

interface Call {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: unknown;
}

/** A client whose line answers as scripted, one answer a call. */
function clientOn(script: Answer[], overrides: Partial<ClientOptions> = {}) {
  const calls: Call[] = [];
  const slept: number[] = [];
  const tokens: string[] = [];
  let signedOut = 0;
  const line: typeof fetch = (url, init) => {
    const headers = init!.headers as Record<string, string>;
    const body = typeof init!.body === 'string' ? (JSON.parse(init!.body) as unknown) : undefined;
    calls.push({ url: String(url), method: init!.method!, headers, body });
    const answer = script.shift() ?? 'lost';
    if (answer === 'lost') return Promise.reject(new TypeError('Failed to fetch'));
    if (answer === 'silent') {
      return new Promise((_, reject) => init!.signal!.addEventListener('abort', () => reject(new Error('aborted'))));
    }
    const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
    return Promise.resolve(new Response(text, { status: answer.status ?? 200, headers: answer.headers ?? {} }));
  };
  const client = new ApiClient({
    base: '/api/',
    fetch: line,
    keys: new PendingKeys(memoryStorage(), () => 0),
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      return Promise.resolve();
    },
    token: { get: () => 'T', set: (token) => void tokens.push(token) },
    language: () => 'zh-CN',
    authenticator: () => 'basic',
    onSignedOut: () => void signedOut++,
    timeoutMs: 20,
    ...overrides,
  });
  return { client, calls, slept, tokens, signedOut: () => signedOut };
}

const keysOf = (calls: Call[]) => calls.map((call) => call.headers['Idempotency-Key']);
const failed = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('should have failed');
    },
    (error: Failure) => error,
  );

describe('reads', () => {
  it('send language, authenticator and token, and unwrap the answer', async () => {
    const { client, calls } = clientOn([{ body: { data: { balance: 3 } } }]);
    expect(await client.get('sidanLedger:wallet', { page: 2, none: undefined, q: 'a b' })).toEqual({ balance: 3 });
    expect(calls[0]).toMatchObject({
      url: '/api/sidanLedger:wallet?page=2&q=a%20b',
      method: 'GET',
      headers: { 'X-Locale': 'zh-CN', 'X-Authenticator': 'basic', Authorization: 'Bearer T' },
    });
    expect(calls[0]!.headers).not.toHaveProperty('Idempotency-Key');
  });

  it('understand both ways in which lists are wrapped', async () => {
    const rows = [{ id: 'a' }];
    const page = { rows, count: 9, page: 2, pageSize: 1 };
    const { client } = clientOn([
      { body: { data: page } },
      { body: { data: rows, meta: { count: 9, page: 2, pageSize: 1 } } },
      { body: { data: rows } },
    ]);
    expect(await client.page('x')).toEqual(page);
    expect(await client.page('x')).toEqual(page);
    expect(await client.page('x')).toEqual({ rows, count: 1, page: 1, pageSize: 1 });
  });

  it('are tried again on a bad line, three times at most', async () => {
    const good = clientOn(['lost', { status: 503 }, { body: { data: 1 } }]);
    expect(await good.client.get('x')).toBe(1);
    expect(good.slept).toEqual([1000, 2000]);
    const bad = clientOn(['lost', 'silent', 'lost']);
    expect(await failed(bad.client.get('x'))).toMatchObject({ kind: 'network', status: 0 });
    expect(bad.calls).toHaveLength(3);
  });

  it('are tried again while the system starts, though it answers that it is not there', async () => {
    const starting = { status: 404, body: { error: { code: 'APP_NOT_FOUND', message: 'x', maintaining: true } } };
    const { client } = clientOn([starting, starting, { body: { data: 1 } }]);
    expect(await client.get('x')).toBe(1);
    const long = clientOn([starting, starting, starting]);
    expect(await failed(long.client.get('x'))).toMatchObject({ kind: 'starting', problems: [] });
  });

  it('are not tried again when the server said no', async () => {
    const { client, calls } = clientOn([
      { status: 404, body: { errors: [{ code: 'notFound', message: 'No such order' }] } },
    ]);
    expect(await failed(client.get('x'))).toMatchObject({
      kind: 'refused',
      status: 404,
      code: 'notFound',
      message: 'No such order',
    });
    expect(calls).toHaveLength(1);
  });
});

describe('commands', () => {
  it('are sent again with the same key until an answer arrives', async () => {
    const attempts: number[] = [];
    const { client, calls } = clientOn(['lost', 'silent', { status: 502 }, { body: { data: { ok: true } } }]);
    const answer = await client.command('sidanOrders:rate', {
      target: 'o 1',
      body: { score: 5 },
      onRetry: (n) => attempts.push(n),
    });
    expect(answer).toEqual({ ok: true });
    expect(calls).toHaveLength(4);
    expect(new Set(keysOf(calls)).size).toBe(1);
    expect(calls[3]).toMatchObject({
      url: '/api/sidanOrders:rate?filterByTk=o%201',
      method: 'POST',
      body: { score: 5 },
    });
    expect(attempts).toEqual([2, 3, 4]);
  });

  it('keep the key when all tries fail, for the next press of the button', async () => {
    const { client, calls } = clientOn(['lost', 'lost', 'lost', 'lost', { body: { data: 1 } }, { body: { data: 2 } }]);
    expect(await failed(client.command('place', { body: { title: 'x' } }))).toMatchObject({ kind: 'network' });
    await client.command('place', { body: { title: 'x' } });
    await client.command('place', { body: { title: 'x' } });
    const keys = keysOf(calls);
    expect(new Set(keys.slice(0, 5)).size).toBe(1);
    expect(keys[5]).not.toBe(keys[0]);
  });

  it('keep the key while the system starts', async () => {
    const starting = { status: 404, body: { error: { code: 'APP_NOT_FOUND', maintaining: true } } };
    const { client, calls } = clientOn([starting, starting, starting, starting, { body: { data: 1 } }]);
    expect(await failed(client.command('place', { body: {} }))).toMatchObject({ kind: 'starting' });
    await client.command('place', { body: {} });
    expect(new Set(keysOf(calls)).size).toBe(1);
  });

  it('keep the key when the server failed or the sign-in ran out, for nobody knows about the tries before', async () => {
    for (const status of [500, 401]) {
      const { client, calls } = clientOn([{ status }, { body: { data: 1 } }]);
      await failed(client.command('place', { body: {} }));
      await client.command('place', { body: {} });
      expect(keysOf(calls)[0]).toBe(keysOf(calls)[1]);
    }
  });

  it('take a new key after a refusal and for other content', async () => {
    const refusal = { status: 409, body: { errors: [{ code: 'x', message: 'no' }] } };
    const { client, calls } = clientOn([refusal, refusal, refusal]);
    await failed(client.command('place', { body: { a: 1 } }));
    await failed(client.command('place', { body: { a: 1 } }));
    await failed(client.command('place', { body: { a: 2 } }));
    expect(new Set(keysOf(calls)).size).toBe(3);
    expect(calls).toHaveLength(3);
  });
});

describe('signing in and out', () => {
  it('tells when the server no longer knows the caller', async () => {
    const { client, signedOut } = clientOn([
      { status: 401, body: { errors: [{ code: 'EXPIRED_SESSION', message: 'over' }] } },
    ]);
    expect(await failed(client.get('x'))).toMatchObject({ kind: 'auth' });
    expect(signedOut()).toBe(1);
  });

  it('does not take a wrong password for that', async () => {
    const { client, signedOut, calls } = clientOn([{ status: 401 }], {
      token: { get: () => undefined, set: () => undefined },
    });
    expect(await failed(client.postOnce('auth:signIn', { account: 'a', password: 'b' }))).toMatchObject({
      kind: 'auth',
    });
    expect(signedOut()).toBe(0);
    expect(calls[0]!.headers).not.toHaveProperty('Authorization');
  });

  it('keeps a renewed token', async () => {
    const { client, tokens } = clientOn([{ body: { data: 1 }, headers: { 'x-new-token': 'T2' } }]);
    await client.get('x');
    expect(tokens).toEqual(['T2']);
  });

  it('never repeats what has no key', async () => {
    const { client, calls } = clientOn(['lost']);
    await failed(client.postOnce('auth:signUp', {}));
    expect(calls).toHaveLength(1);
  });
});
