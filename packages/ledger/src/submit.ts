import type { Row } from './entries';
import { toLedgerError } from './errors';
import { functionName, type Names } from './names';
import type { Queryable } from './queryable';
import { postingOf } from './rows';
import { ONE } from './schema/functions/postOne';
import type { Posted } from './types';

/** What the database says of an entry: both accounts of one that is new, the whole posting of one that it knew or completed. */
type Answer = [source: string, destination: string] | Record<string, unknown>;

const EMPTY = {
  reversesId: null,
  settlesId: null,
  subjectKind: null,
  subjectId: null,
  origin: null,
  expiresAt: null,
  spendableFrom: null,
};

/** A new posting is what was asked for, with the accounts that were found or opened. */
function completed(row: Row, regionCode: string, answer: Answer): Posted {
  if (!Array.isArray(answer)) return { ...postingOf(answer), replayed: answer.replayed === true };
  const [sourceId, destinationId] = answer;
  return { ...postingOf({ ...EMPTY, ...row, regionCode, sourceId, destinationId }), replayed: false };
}

export type Submit = (q: Queryable, regionCode: string, parties: object[], rows: Row[]) => Promise<Posted[]>;

const isTransfer = (row: Row) => row.reverses === undefined && row.settles === undefined;

/** The one call by which everything is posted. Answers in the order of `rows`. */
export function submitter(names: Names): Submit {
  const call = `select ${functionName(names, 'post')}($1::text, $2::jsonb, $3::jsonb) as "posted"`;
  const places = ONE.map(([, type], n) => `$${n + 2}::${type}`).join(', ');
  const callOne = `select ${functionName(names, 'post_one')}($1::text, ${places}) as "posted"`;
  return async (q, regionCode, parties, rows) => {
    if (rows.length === 0) return [];
    try {
      const [row] = rows;
      if (rows.length === 1 && isTransfer(row!)) {
        const values = ONE.map(([column]) => (column === 'memo' ? JSON.stringify(row!.memo) : row![column]));
        const answer = await q.query(callOne, [regionCode, ...values]);
        const accounts = answer.rows[0]?.posted as Answer | null;
        if (accounts) return [completed(row!, regionCode, accounts)];
      }
      const answer = await q.query(call, [regionCode, JSON.stringify(parties), JSON.stringify(rows)]);
      const posted = answer.rows[0]?.posted as Record<string, Answer>;
      return rows.map((row) => completed(row, regionCode, posted[row.key]!));
    } catch (error) {
      throw toLedgerError(error);
    }
  };
}
