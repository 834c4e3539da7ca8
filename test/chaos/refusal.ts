import type { Refusal } from '../support/api';

/** Recognised by name: a class may be there twice. */
export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === 'Refusal';

/** The host while it starts: `{ error: { maintaining: true, code: 'APP_…' } }`, with status 503, at one moment 404. Not an answer to what was asked. */
export const isNotNow = ({ body }: Refusal): boolean =>
  (body as { error?: { maintaining?: boolean } } | undefined)?.error?.maintaining === true;
