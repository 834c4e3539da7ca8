import { host, t } from '../app';

/** A refusal, ready to be shown: recognised by `code`, said by `message`. */
export interface Problem {
  code: string;
  message: string;
  /** Of each field that has to be changed, what is wrong with it. */
  reasons?: string[];
  params?: Record<string, unknown>;
}

interface Options {
  params?: Record<string, unknown>;
  data?: unknown;
  /** Makes a repeated request answer as the first did. */
  key?: string;
}

/**
 * Calls an action of the server and gives what it answers under `data`, or under `data` and `meta` for `whole`.
 * Throws a `Problem`, always with a sentence in the reader's language.
 */
async function send(
  method: 'get' | 'post',
  action: string,
  options: Options,
): Promise<{ data?: unknown; meta?: unknown }> {
  try {
    const response = await host().apiClient.request({
      url: action,
      method,
      params: options.params,
      data: options.data,
      headers: options.key ? { 'Idempotency-Key': options.key } : undefined,
      skipNotify: true,
    });
    return (response.data ?? {}) as { data?: unknown; meta?: unknown };
  } catch (error) {
    throw problemOf(error);
  }
}

export const get = async <T>(action: string, params?: Record<string, unknown>): Promise<T> =>
  (await send('get', action, { params })).data as T;

export const post = async <T>(action: string, options: Options = {}): Promise<T> =>
  (await send('post', action, options)).data as T;

/** A page of the host's own `list`. */
export async function list<T>(
  collection: string,
  params: Record<string, unknown>,
): Promise<{ rows: T[]; count: number }> {
  const answer = await send('get', `${collection}:list`, { params });
  const rows = (answer.data ?? []) as T[];
  const meta = (answer.meta ?? {}) as { count?: number };
  return { rows, count: meta.count ?? rows.length };
}

interface Said extends Partial<Problem> {
  params?: Record<string, unknown> & { problems?: { title?: string; message?: string }[] };
}

/** Reads the server's errors (`{ errors: [{ code, message }] }`); what has none is a broken line or server. */
export function problemOf(error: unknown): Problem {
  if (isProblem(error)) return error;
  const response = (error as { response?: { status?: number; data?: { errors?: Said[] } } }).response;
  const first = response?.data?.errors?.[0];
  if (first?.message) {
    const reasons = (first.params?.problems ?? []).flatMap(({ title, message }) =>
      message === undefined ? [] : title ? t('pages.common.problem', { title, message }) : message,
    );
    return { ...first, code: first.code ?? 'UNKNOWN', message: first.message, ...(reasons.length ? { reasons } : {}) };
  }
  return { code: 'UNREACHABLE', message: t('pages.common.unreachable') };
}

const isProblem = (error: unknown): error is Problem =>
  typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error && 'message' in error;

/** A fresh idempotency key. Not `crypto.randomUUID`: browsers keep that from pages served over plain HTTP, as in many intranets. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Saves a file of the server's under a name. @throws Problem */
export async function saveFile(action: string, params: Record<string, unknown>, name: string): Promise<void> {
  try {
    const { data } = await host().apiClient.request({
      url: action,
      method: 'get',
      params,
      responseType: 'blob',
      skipNotify: true,
    });
    const address = URL.createObjectURL(data as Blob);
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    // Some browsers read the file after the click has ended.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    throw problemOf(error);
  }
}
