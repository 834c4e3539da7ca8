import { AT_DESK } from '../access/near';
import type { Reader } from '../reads/reader';

/** Of the caller's own area; of the whole installation for its administrators. */
export const codesOf = ({ actor }: Reader): string[] =>
  actor.unbound ? [''] : actor.scopes.flatMap(({ role, code }) => (AT_DESK.includes(role) ? [code] : []));

/** SQL: whether a row with a town lies in one of those areas. */
export const within = (row: string, codes: string) =>
  `exists (select 1 from unnest(${codes}::text[]) as code where coalesce(${row}.[townCode], ${row}.[regionCode]) like code || '%')`;
