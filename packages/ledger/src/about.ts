import type { Queryable } from './queryable';
import { POSTING_COLUMNS, postingOf } from './rows';
import type { Posting, Subject } from './types';

const ABOUT = `select ${POSTING_COLUMNS} from {postings} p
where p.[regionCode] = $1 and p.[subjectId] = $2 and p.[subjectKind] = $3
  and (not $4::boolean or (p.[reversesId] is null
    and not exists (select 1 from {postings} r where r.[regionCode] = $1 and r.[reversesId] = p.[id])))
order by p.[at], p.[id] limit 1000`;

export async function postingsAbout(
  q: Queryable,
  write: (text: string) => string,
  request: { regionCode: string; subject: Subject; unreversed?: boolean },
): Promise<Posting[]> {
  const { regionCode, subject, unreversed = false } = request;
  const { rows } = await q.query(write(ABOUT), [regionCode, subject.id, subject.kind, unreversed]);
  return rows.map(postingOf);
}
