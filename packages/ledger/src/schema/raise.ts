import type { LedgerErrorCode } from '../errors';
import { literal } from '../names';

/** PL/pgSQL that refuses with a code; `params` is an SQL expression of type jsonb. Mapped back by `toLedgerError`. */
export const raise = (code: LedgerErrorCode, params: string) => raiseCode(literal(code), params);

/** As `raise`, for a code that is known only when it happens: an SQL expression of type text. */
export const raiseCode = (code: string, params: string) =>
  `raise exception using errcode = 'SDLGR', message = ${code}, detail = (${params})::text;`;
