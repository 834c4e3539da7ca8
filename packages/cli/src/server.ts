/**
 * A running server, as somebody who is signed in there: by a token, or by name and password.
 */
import { type OptionSpec, one } from './command';
import { EXIT, type ExitCode, Failure } from './exit';
import type { Io } from './io';

const TIMEOUT_MS = 60_000;

/** Options of a command that talks to a server. */
export const SERVER: readonly OptionSpec[] = [
  { flags: '--to <address>', text: 'cli.publish.to', required: true },
  { flags: '--token <token>', text: 'cli.publish.token' },
  { flags: '--user <name>', text: 'cli.publish.user' },
];

export interface Answered {
  readonly ok: boolean;
  readonly status: number;
  readonly answer: unknown;
  /** What it answered with, where it did. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Server {
  readonly address: string;
  /** @throws Failure `cli.error.unreachable` */
  post(action: string, body: FormData | object): Promise<Answered>;
}

/** @throws Failure when the address is none, nobody is named, or the name and password are refused */
export async function serverOf(io: Io, options: Readonly<Record<string, unknown>>): Promise<Server> {
  const token = one(options, 'token') ?? process.env.SIDAN_TOKEN;
  const user = one(options, 'user') ?? process.env.SIDAN_USER;
  const password = process.env.SIDAN_PASSWORD;
  if (!token && !(user && password)) throw new Failure(EXIT.usage, 'cli.error.noToken');
  const address = addressOf(one(options, 'to') ?? '');
  if (token) return serverAt(io, address, { authorization: `Bearer ${token}` });
  const door = serverAt(io, address, { 'x-authenticator': 'basic' });
  const { ok, data } = await door.post('auth:signIn', { account: user, password });
  if (!ok || typeof data.token !== 'string') throw new Failure(EXIT.io, 'cli.error.signIn', { user: user! });
  return serverAt(io, address, { authorization: `Bearer ${data.token}` });
}

/** Says why a server refused, everything that is wrong with a pack included. */
export function refused(io: Io, { status, answer }: Answered): ExitCode {
  io.line(io.texts.t('cli.publish.refused', { status }));
  for (const { code = '', message = '', params } of errorsIn(answer)) {
    io.line(`    ${code}  ${message}`);
    for (const { file = '', path = '', cause = '', remedy = '' } of params?.problems ?? []) {
      io.line(`    ${[file, path].filter(Boolean).join('#')}`);
      for (const text of [cause, remedy].filter(Boolean)) io.line(`        ${text}`);
    }
  }
  io.answer({ ok: false, status, answer });
  return EXIT.problems;
}

function serverAt(io: Io, address: string, headers: Readonly<Record<string, string>>): Server {
  return {
    address,
    async post(action, body) {
      const isForm = body instanceof FormData;
      const response = await fetch(`${address}/api/${action}`, {
        method: 'POST',
        body: isForm ? body : JSON.stringify(body),
        headers: {
          ...headers,
          ...(isForm ? {} : { 'content-type': 'application/json' }),
          'x-locale': io.texts.language,
          accept: 'application/json',
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch(() => {
        throw new Failure(EXIT.io, 'cli.error.unreachable', { address });
      });
      const answer: unknown = await response.json().catch(() => null);
      const data = (answer as { data?: Record<string, unknown> } | null)?.data ?? {};
      return { ok: response.ok, status: response.status, answer, data };
    },
  };
}

function addressOf(to: string): string {
  try {
    const url = new URL(to);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(url.protocol);
    return url.href.replace(/\/+$/, '').replace(/\/api$/, '');
  } catch {
    throw new Failure(EXIT.usage, 'cli.error.address', { address: to });
  }
}

interface ServerError {
  readonly code?: string;
  readonly message?: string;
  readonly params?: { readonly problems?: { file?: string; path?: string; cause?: string; remedy?: string }[] };
}

function errorsIn(answer: unknown): ServerError[] {
  const errors = (answer as { errors?: unknown } | null)?.errors;
  return Array.isArray(errors) ? (errors as ServerError[]) : [];
}
