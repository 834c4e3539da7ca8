/**
 * The one way to the server. Reads are tried again by themselves; a command is tried again with the same idempotency key, so that
 * a bad line can neither lose it in silence nor carry it out twice.
 */
import type { Page } from '@sidan/plugin-sidan/api';
import { unwrap, unwrapPage } from './envelope';
import { Failure, failureOf, isFailure } from './errors';
import { fingerprint, type PendingKeys } from './keys';

export interface ClientOptions {
  /** `<public path>api/`. */
  base: string;
  fetch: typeof fetch;
  keys: PendingKeys;
  sleep: (milliseconds: number) => Promise<void>;
  token: { get(): string | undefined; set(token: string): void };
  /** `zh-CN` or `en-US`: the server's sentences come in it. */
  language: () => string;
  /** NocoBase's authenticator, from the portal's configuration. */
  authenticator: () => string;
  /** The server does not know the caller (any more). */
  onSignedOut: () => void;
  timeoutMs?: number;
}

export interface CommandOptions {
  /** The record it acts on (`filterByTk`). */
  target?: string;
  /** Beside it in the address. */
  query?: Query;
  body?: Record<string, unknown>;
  /** Beside the usual ones. */
  headers?: Record<string, string>;
  /** Called with 2, 3, … before each further try. */
  onRetry?: (attempt: number) => void;
}

export type Query = Record<string, string | number | undefined>;

const TIMEOUT_MS = 20_000;
const READ_ATTEMPTS = 3;
const COMMAND_ATTEMPTS = 4;
/** Answers of a proxy or an overloaded server: the command has not been refused, only not reached. */
const UNREACHED = [408, 425, 429, 502, 503, 504];

export class ApiClient {
  constructor(private readonly options: ClientOptions) {}

  /** GET one answer. Rejects with a `Failure`. */
  async get<T>(action: string, query: Query = {}): Promise<T> {
    return unwrap<T>(await this.read(action, query));
  }

  /** GET a list. Rejects with a `Failure`. */
  async page<T>(action: string, query: Query = {}): Promise<Page<T>> {
    return unwrapPage<T>(await this.read(action, query));
  }

  /**
   * POST a command with an idempotency key. While no answer arrives it is sent again, four times in all; the key outlives even
   * that, so pressing the button again later is safe. Rejects with a `Failure`.
   */
  async command<T>(action: string, options: CommandOptions = {}): Promise<T> {
    const { target, query: beside = {}, body = {}, headers, onRetry } = options;
    const print = fingerprint(action, target ?? '', body);
    const key = this.options.keys.claim(print);
    const query = { ...beside, ...(target === undefined ? {} : { filterByTk: target }) };
    const answer = await this.repeat(COMMAND_ATTEMPTS, onRetry, () =>
      this.post(action, query, body, key, headers),
    ).catch((error: unknown) => {
      if (isFailure(error) && isSettled(error)) this.options.keys.settle(print);
      throw error;
    });
    this.options.keys.settle(print);
    return unwrap<T>(answer);
  }

  /** POST to NocoBase's own actions, which know no idempotency keys: sent once. Rejects with a `Failure`. */
  async postOnce<T>(action: string, body: Record<string, unknown>): Promise<T> {
    return unwrap<T>(await this.post(action, {}, body));
  }

  private read(action: string, query: Query): Promise<unknown> {
    return this.repeat(READ_ATTEMPTS, undefined, () => this.send('GET', action, query));
  }

  private post(
    action: string,
    query: Query,
    body: Record<string, unknown>,
    key?: string,
    headers: Record<string, string> = {},
  ): Promise<unknown> {
    const extra = { ...headers, ...(key === undefined ? {} : { 'Idempotency-Key': key }) };
    return this.send('POST', action, query, extra, JSON.stringify(body));
  }

  private async repeat<T>(attempts: number, onRetry: ((n: number) => void) | undefined, once: () => Promise<T>) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once();
      } catch (error) {
        if (attempt >= attempts || !isFailure(error) || !isUnreached(error)) throw error;
        await this.options.sleep(1000 * 2 ** (attempt - 1));
        onRetry?.(attempt + 1);
      }
    }
  }

  private async send(method: string, action: string, query: Query, extra = {}, body?: string): Promise<unknown> {
    const token = this.options.token.get();
    const headers: Record<string, string> = {
      Accept: 'application/json',
      'X-Locale': this.options.language(),
      'X-Authenticator': this.options.authenticator(),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...extra,
    };
    const { response, json } = await this.exchange(this.options.base + action + search(query), {
      method,
      headers,
      body,
    });
    const renewed = response.headers.get('x-new-token');
    if (renewed) this.options.token.set(renewed);
    if (response.ok) return json;
    const failure = failureOf(response.status, json);
    // Signing in answers 401 for a wrong password: nobody is signed out by that, for nobody was in.
    if (failure.kind === 'auth' && token) this.options.onSignedOut();
    throw failure;
  }

  private async exchange(url: string, init: RequestInit): Promise<{ response: Response; json: unknown }> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), this.options.timeoutMs ?? TIMEOUT_MS);
    try {
      const response = await this.options.fetch(url, { ...init, signal: abort.signal, credentials: 'same-origin' });
      const text = await response.text();
      return { response, json: parse(text) };
    } catch {
      throw new Failure('network', 0, []);
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * True when the server certainly decided about this command. A missing sign-in decides nothing: an earlier try, whose answer was
 * lost, may have been carried out before the sign-in ran out.
 */
function isSettled(failure: Failure): boolean {
  return failure.kind === 'refused' && !UNREACHED.includes(failure.status);
}

function isUnreached(failure: Failure): boolean {
  return failure.kind === 'network' || failure.kind === 'starting' || UNREACHED.includes(failure.status);
}

function search(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  return pairs.length ? `?${pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')}` : '';
}

function parse(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
