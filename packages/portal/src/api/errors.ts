/** One failure of a call, told apart by `kind`, so that pages decide by it and not by `instanceof`. */
export type FailureKind =
  /** No answer came: no line, or it took too long. The command may or may not have been carried out. */
  | 'network'
  /** The sign-in is missing or over. */
  | 'auth'
  /** The system is being started or updated: nothing was decided; try again shortly. */
  | 'starting'
  /** The server understood and said no (4xx): `problems` say why, in the caller's language. */
  | 'refused'
  /** The server failed (5xx). Nothing was changed. */
  | 'server';

export interface Problem {
  code?: string;
  message: string;
  params?: Record<string, unknown>;
}

export class Failure extends Error {
  constructor(
    readonly kind: FailureKind,
    readonly status: number,
    readonly problems: Problem[],
  ) {
    super(problems[0]?.message ?? kind);
    this.name = 'Failure';
  }

  get code(): string | undefined {
    return this.problems[0]?.code;
  }
}

/** True for a failure made here, whichever bundle made it. */
export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && error.name === 'Failure';
}

/** Reads NocoBase's `{ errors: [{ code, message, params }] }`; anything else becomes a problem without words. */
export function failureOf(status: number, body: unknown): Failure {
  // Says so with several statuses, 404 among them, in words for programmers.
  if ((body as { error?: { maintaining?: unknown } } | null)?.error?.maintaining === true)
    return new Failure('starting', status, []);
  const kind: FailureKind = status === 401 ? 'auth' : status >= 500 ? 'server' : 'refused';
  const errors = (body as { errors?: unknown } | null)?.errors;
  const problems = Array.isArray(errors) ? errors.filter(isProblem) : [];
  return new Failure(kind, status, problems);
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && typeof (value as Problem).message === 'string';
}
