import { isLedgerError } from '@sidan/ledger';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { decideHours, type Tally } from './decide';
import { monthOf, type Month } from './month';
import { fixStatements } from './statements';
import { peopleWaiting } from './waiting';

/** A portion is one transaction of a few seconds: what is lost when a server dies, and how long others wait for these people's accounts. */
const EXPIRED = 500;
const ACCOUNTS = 2000;
const PROBLEMS_MAX = 20;

export type Stage = 'deciding' | 'expiring' | 'stating';

interface Close {
  id: string;
  regionCode: string;
  month: string;
  stage: Stage;
  cursor: string | null;
}

/** Why somebody's hours wait on: what the ledger said. */
export interface Problem {
  personId: string;
  code: string;
  params: Record<string, unknown>;
}

interface Step {
  stage: Stage | 'done';
  cursor: string | null;
  /** Added to the close's figures. */
  add?: Partial<Tally> & { refused?: number; expired?: number; statements?: number };
  problems?: Problem[];
}

/**
 * One portion of a close, whole within the caller's transaction: the row is locked first, so that of two that work on it the later goes on where the earlier has ended,
 * and how far it is is written with what was done. `singly`: person by person, those whom the ledger refuses put aside.
 * @returns false when there is nothing more to do
 */
export async function doPortion(
  sidan: Sidan,
  q: Connection,
  key: { regionCode: string; id: string },
  singly: boolean,
): Promise<boolean> {
  const { rows } = await q.query<Close>(
    sidan.write(`select [id] as id, [regionCode] as "regionCode", [month] as month, [stage] as stage, [cursor] as cursor from {sidanCloses}
                  where [regionCode] = $1 and [id] = $2::uuid and [state] = 'running' for update`),
    [key.regionCode, key.id],
  );
  const [close] = rows;
  if (!close) return false;
  const step = await STAGES[close.stage](sidan, q, close, monthOf(close.month), singly);
  await advance(sidan, q, close, step);
  return step.stage !== 'done';
}

type Work = (sidan: Sidan, q: Connection, close: Close, month: Month, singly: boolean) => Promise<Step>;

const STAGES: Readonly<Record<Stage, Work>> = {
  async deciding(sidan, q, close, { to }, singly) {
    const { regionCode, cursor } = close;
    const people = await peopleWaiting(sidan, q, regionCode, { until: to, after: cursor });
    if (!people.length) return { stage: 'expiring', cursor: null };
    const job = { regionCode, closeId: close.id, until: to };
    const done = { stage: 'deciding' as const, cursor: people.at(-1)! };
    if (!singly) return { ...done, add: await decideHours(sidan, q, job, people) };
    return { ...done, ...(await one(sidan, q, job, people)) };
  },
  async expiring(sidan, q, { regionCode }, { to }) {
    const expired = await sidan.ledger.expire(q, { regionCode, at: to, limit: EXPIRED });
    return { stage: expired === 0 ? 'stating' : 'expiring', cursor: null, add: { expired } };
  },
  async stating(sidan, q, { regionCode, cursor }, month) {
    const { last, statements } = await fixStatements(sidan, q, regionCode, month, { after: cursor, limit: ACCOUNTS });
    return { stage: last ? 'stating' : 'done', cursor: last, add: { statements } };
  },
};

/** Person by person: whom the ledger refuses (a frozen account) keeps waiting for the next close, and the others do not wait for them. */
async function one(sidan: Sidan, q: Connection, job: Parameters<typeof decideHours>[2], people: readonly string[]) {
  const add = { people: 0, events: 0, decisions: 0, postings: 0, refused: 0 };
  const problems: Problem[] = [];
  for (const personId of people) {
    await q.query('savepoint sidan_close');
    try {
      const tally = await decideHours(sidan, q, job, [personId]);
      for (const name of ['people', 'events', 'decisions', 'postings'] as const) add[name] += tally[name];
      await q.query('release savepoint sidan_close');
    } catch (error) {
      if (!isLedgerError(error)) throw error;
      await q.query('rollback to savepoint sidan_close');
      add.refused += 1;
      problems.push({ personId, code: error.code, params: error.params });
    }
  }
  return { add, problems };
}

async function advance(sidan: Pick<Sidan, 'write' | 'clock'>, q: Connection, close: Close, step: Step): Promise<void> {
  const { add = {}, problems = [] } = step;
  await q.query(
    sidan.write(`
      update {sidanCloses} set [stage] = case when $3 = 'done' then [stage] else $3 end, [state] = case when $3 = 'done' then 'done' else [state] end, [cursor] = $4::uuid,
             [portions] = [portions] + 1, [people] = [people] + $5, [events] = [events] + $6, [decisions] = [decisions] + $7, [postings] = [postings] + $8,
             [refused] = [refused] + $9, [expired] = [expired] + $10, [statements] = [statements] + $11,
             [problems] = case when jsonb_array_length([problems]) < ${PROBLEMS_MAX} then [problems] || $12::jsonb else [problems] end,
             [finishedAt] = case when $3 = 'done' then $13::timestamptz end, [updatedAt] = now()
       where [regionCode] = $1 and [id] = $2::uuid`),
    [
      close.regionCode,
      close.id,
      step.stage,
      step.cursor,
      add.people ?? 0,
      add.events ?? 0,
      add.decisions ?? 0,
      add.postings ?? 0,
      add.refused ?? 0,
      add.expired ?? 0,
      add.statements ?? 0,
      JSON.stringify(problems.slice(0, PROBLEMS_MAX)),
      sidan.clock(),
    ],
  );
}
