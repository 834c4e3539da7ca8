import type { OrderAnswer, OrderDetail } from '@sidan/plugin-sidan/api';

/** What a server answered, whatever its status. */
export interface Answer<T = unknown> {
  status: number;
  /** `data` of the answer where there is one, else the whole body. */
  data: T;
  body: unknown;
}

/** A refusal. `code` is that of the first error; for errors of the host it may be empty. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly body: unknown,
    request: string,
  ) {
    super(`${request}: ${status} ${code} ${JSON.stringify(body).slice(0, 500)}`);
    this.name = 'Refusal';
  }

  get errors(): { code: string; message: string; params?: Record<string, unknown> }[] {
    return (this.body as { errors?: [] } | undefined)?.errors ?? [];
  }
}

export interface RequestOptions {
  key?: string;
  /** `zh-CN` unless told. */
  language?: string;
  headers?: Record<string, string>;
  query?: Record<string, unknown>;
}

/** Somebody who is signed in, or nobody. */
export interface Client {
  readonly token?: string;
  readonly userId?: number;
  /** Any request, any answer: throws only when there is no answer. */
  request(method: string, action: string, body?: unknown, options?: RequestOptions): Promise<Answer>;
  /** `action` is `resource:action`, with a query if need be. @throws Refusal */
  get<T>(action: string, query?: Record<string, unknown>, options?: RequestOptions): Promise<T>;
  /** @throws Refusal */
  post<T>(action: string, body?: unknown, options?: RequestOptions): Promise<T>;
  /** Sends an event to an order. @throws Refusal */
  order(event: string, id: string, data?: Record<string, unknown>, options?: RequestOptions): Promise<OrderAnswer>;
  /** Places an order. @throws Refusal */
  place(values: Record<string, unknown>, options?: RequestOptions): Promise<OrderAnswer>;
  /** @throws Refusal */
  detail(id: string): Promise<OrderDetail>;
}

/** Lists of words as the host reads them (`fields[]=id&fields[]=name`), everything else that is not a word as JSON. */
const queryOf = (query: Record<string, unknown> = {}): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (Array.isArray(value)) for (const one of value) search.append(`${name}[]`, String(one));
    else search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return search.toString();
};

/** A client of the API at `apiUrl` (`http://…/api/`), signed in with `token` or not at all. */
export function createClient(apiUrl: string, token?: string, userId?: number): Client {
  async function request(
    method: string,
    action: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<Answer> {
    const query = queryOf(options.query);
    const separator = action.includes('?') ? '&' : '?';
    const response = await fetch(`${apiUrl}${action}${query ? separator + query : ''}`, {
      method,
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(options.key ? { 'Idempotency-Key': options.key } : {}),
        'X-Authenticator': 'basic',
        'X-Locale': options.language ?? 'zh-CN',
        // A kept connection may be closed by the server in the moment in which it is used again: on a machine that stalls that is no rare moment.
        Connection: 'close',
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = parse(text);
    const data = parsed && typeof parsed === 'object' && 'data' in parsed ? parsed.data : parsed;
    return { status: response.status, data, body: parsed };
  }

  async function accepted<T>(method: string, action: string, body?: unknown, options?: RequestOptions): Promise<T> {
    const answer = await request(method, action, body, options);
    if (answer.status >= 400) {
      const [first] = (answer.body as { errors?: { code?: string }[] } | undefined)?.errors ?? [];
      throw new Refusal(answer.status, first?.code ?? '', answer.body, `${method} ${action}`);
    }
    return answer.data as T;
  }

  return {
    token,
    userId,
    request,
    get: (action, query, options) => accepted('GET', action, undefined, { ...options, query }),
    post: (action, body = {}, options) => accepted('POST', action, body, options),
    order: (event, id, data = {}, options) =>
      accepted('POST', `sidanOrders:${event}?filterByTk=${encodeURIComponent(id)}`, data, options),
    place: (values, options) => accepted('POST', 'sidanOrders:place', values, options),
    detail: (id) => accepted('GET', `sidanOrders:detail?filterByTk=${encodeURIComponent(id)}`),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Signs in with NocoBase's own authentication. @throws Refusal */
export async function signIn(apiUrl: string, username: string, password: string): Promise<Client> {
  const answer = await createClient(apiUrl).post<{ token: string; user: { id: number } }>('auth:signIn', {
    account: username,
    password,
  });
  return createClient(apiUrl, answer.token, answer.user.id);
}

/** Why a request is refused, in a word; undefined when it was not. */
export const codeOf = async (attempt: Promise<unknown>): Promise<string | undefined> =>
  (await refusalOf(attempt))?.code;

/** What the server says of a request that it refuses: the sentence that people read. */
export const saidOf = async (attempt: Promise<unknown>): Promise<string | undefined> => {
  const body = (await refusalOf(attempt))?.body as { errors?: { message?: string }[] } | undefined;
  return body?.errors?.[0]?.message;
};

/** What came of a request that may be refused: the refusal, or undefined when it was not. */
export async function refusalOf(attempt: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') return error as Refusal;
    throw error;
  }
}
