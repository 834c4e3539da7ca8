import type { CloseLine, CloseOverview, MonthStatements } from '../../api/types';
import { SidanError } from '../errors';
import { iso, rowsOf, type Reader } from '../reads/reader';
import { monthOf } from './month';
import type { Problem, Stage } from './portion';
import { checkCloser, mayClose, nextMonth } from './start';
import { countWaiting } from './waiting';

/** Nobody looks further back on a page. */
const HISTORY_MAX = 24;
/** Of a close's work: deciding, and what comes before stating. */
const SHARES: Readonly<Record<Stage, number>> = { deciding: 0, expiring: 85, stating: 88 };
/** Before so much is done, what is left is a guess. */
const TELLS_FROM = 3;

interface Row extends Omit<
  CloseLine,
  'percent' | 'secondsLeft' | 'problems' | 'error' | 'startedAt' | 'finishedAt' | 'startedBy'
> {
  problems: (Problem & { name: string | null })[] | null;
  error: { code: string; params?: Record<string, unknown> } | null;
  accounts: number;
  startedBy: string | null;
  startedAt: Date;
  finishedAt: Date | null;
}

/** What the page is made of: the month that can be closed, what waits for it, and the closes so far. @throws NOT_ALLOWED, NO_COUNTY */
export async function closesIn(reader: Reader, regionCode: string): Promise<CloseOverview> {
  const { actor, sidan, q } = reader;
  checkCloser(actor, regionCode);
  const counties = await rowsOf<{ regionCode: string; name: string }>(
    reader,
    `select c.[regionCode] as "regionCode", c.[name] as name from {sidanCounties} c order by c.[createdAt], c.[regionCode]`,
    [],
  );
  if (!counties.some((county) => county.regionCode === regionCode)) throw new SidanError('NO_COUNTY');
  const next = await nextMonth(sidan, q, regionCode);
  const rows = await rowsOf<Row>(reader, CLOSES, [regionCode]);
  const running = rows.find(({ state }) => state === 'running');
  return {
    regionCode,
    counties: counties.filter((county) => mayClose(actor, county.regionCode)),
    ...(next ? { next } : {}),
    // Of one that runs it is known: counting each time that somebody looks would hold it up.
    waiting: running
      ? Math.max(running.eventsTotal - running.events, 0)
      : next
        ? await countWaiting(sidan, q, regionCode, monthOf(next).to)
        : 0,
    closes: rows.map((row) => lineOf(reader, row)),
  };
}

function lineOf(
  { say, sidan }: Reader,
  { accounts, problems, error, startedBy, startedAt, finishedAt, ...row }: Row,
): CloseLine {
  const percent = row.state === 'done' ? 100 : percentOf({ ...row, accounts });
  const seconds = (sidan.clock().getTime() - new Date(startedAt).getTime()) / 1000;
  return {
    ...row,
    percent: Math.floor(percent),
    ...(row.state === 'running' && percent >= TELLS_FROM
      ? { secondsLeft: Math.max(Math.round((seconds * (100 - percent)) / percent), 0) }
      : {}),
    problems: (problems ?? []).map(({ personId, name, code, params }) => ({
      personId,
      name: name ?? '',
      code,
      message: say(`errors.${code}`, params),
    })),
    ...(error
      ? {
          error: {
            code: error.code,
            message: say(error.params ? `errors.${error.code}` : 'api.close.stopped', error.params),
          },
        }
      : {}),
    ...(startedBy ? { startedBy } : {}),
    startedAt: iso(startedAt)!,
    ...(finishedAt ? { finishedAt: iso(finishedAt)! } : {}),
  };
}

function percentOf({
  stage,
  events,
  eventsTotal,
  statements,
  accounts,
}: Pick<Row, 'stage' | 'events' | 'eventsTotal' | 'statements' | 'accounts'>) {
  const part = (done: number, all: number) => (all > 0 ? Math.min(done / all, 1) : 0);
  if (stage === 'deciding') return SHARES.expiring * part(events, eventsTotal);
  if (stage === 'stating') return SHARES.stating + (99 - SHARES.stating) * part(statements, accounts);
  return SHARES.expiring;
}

/** 我的对账单: one's own months, newest first. */
export async function myMonths(reader: Reader, regionCode: string): Promise<MonthStatements> {
  const { personId } = reader.actor;
  if (!personId) return { rows: [] };
  const rows = await rowsOf<MonthStatements['rows'][number]>(reader, MONTHS, [regionCode, personId]);
  return { rows };
}

const WHOLE = (columns: readonly string[]) => columns.map((name) => `c.[${name}]::float8 as "${name}"`).join(', ');

const CLOSES = `
select c.[month] as month, c.[state] as state, c.[stage] as stage, c.[startedBy] as "startedBy", c.[startedAt] as "startedAt", c.[finishedAt] as "finishedAt", c.[error] as error,
       ${WHOLE(['eventsTotal', 'events', 'people', 'refused', 'decisions', 'postings', 'expired', 'statements', 'portions'])},
       (select jsonb_agg(x || jsonb_build_object('name', p.[name])) from jsonb_array_elements(c.[problems]) x
          left join {sidanPeople} p on p.[regionCode] = c.[regionCode] and p.[id] = (x ->> 'personId')::uuid) as problems,
       case when c.[state] = 'running' and c.[stage] = 'stating' then (select count(*)::float8 from {sidanAccounts} a where a.[regionCode] = c.[regionCode] and a.[createdAt] is not null and a.[kept]) else 0 end as accounts
  from {sidanCloses} c where c.[regionCode] = $1 order by c.[month] desc limit ${HISTORY_MAX}`;

const MONTHS = `
select c.[month] as month, c.[asset] as asset, ${WHOLE(['opening', 'late', 'earned', 'spent', 'donated', 'expired', 'other', 'closing'])}
  from {sidanMonthStatements} c where c.[regionCode] = $1 and c.[ownerId] = $2 and c.[ownerKind] = 'person' order by c.[month] desc, c.[asset] limit 60`;
