import { POSTINGS, reachOf, type Facts } from '@sidan/rules';
import { join, param, render, sql } from '@sidan/rules/sql';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import { columnsOf } from '../facts/columns';
import { postingsSource } from '../facts/postings';
import type { PastEvent } from './events';
import { tooLarge } from './limits';
import type { Period } from './period';
import type { SideRules } from './sides';

/** A row of `postings` that the simulation does not make itself. */
export interface Booked {
  at: number;
  row: Facts;
}

/** So many rows from before the period, and beside it, are looked at. */
export const ROWS_MAX = 500_000;
const PAGE = 5000;

interface Row {
  id: string;
  since: string;
  time: Date;
  amount: string;
  [field: string]: unknown;
}

/**
 * What accounts were given before the period, as far as the rules' windows reach back, and within it by something else than the award of an event: a correction, what
 * was carried over. In the order of time. Nothing where no rule looks at it. @throws SIMULATION_TOO_LARGE
 */
export async function* booked(
  sidan: Pick<Sidan, 'tables'>,
  q: Connection,
  regionCode: string,
  period: Period,
  sides: readonly SideRules[],
  events: readonly PastEvent[],
): AsyncGenerator<Booked> {
  const reaches = sides.map(({ book, names }) => reachOf(book, names, POSTINGS, period.from.toISOString()));
  const used = reaches.filter(({ measurements }) => measurements.length);
  if (!used.length) return;
  const from = used.some((reach) => reach.from === undefined) ? undefined : used.map((reach) => reach.from!).sort()[0];
  const near = used.every(({ measurements }) =>
    measurements.every(
      ({ subject, aggregate }) =>
        ['person', 'team', 'site'].includes(subject) && !['rank', 'share'].includes(aggregate),
    ),
  );

  const columns = columnsOf(sidan.tables, regionCode);
  const { at } = columns;
  const holders = [...new Set(events.flatMap(({ person, teamId, siteId }) => [person, teamId, siteId]))].filter(
    (holder) => holder !== null && holder !== undefined,
  );
  const source = postingsSource(
    columns,
    sides[0]!.book,
    near ? sql`${at('c', 'ownerId')} = any(${param(holders, 'text[]')})` : undefined,
  );
  const fields = Object.entries(source.fields).map(([name, field]) => sql`${field.sql} as ${columns.name(name)}`);
  let after: { since: string; id: string } | undefined;
  for (let count = 0; ; ) {
    const { text, values } = render(sql`
      select ${join(fields, sql`, `)}, ${at('p', 'id')}::text as id, ${source.time}::text as since, ${source.time} as time
        from ${source.from}
       where ${source.where!} and ${source.time} < ${param(period.to.toISOString(), 'timestamptz')}
         and (${source.time} < ${param(period.from.toISOString(), 'timestamptz')} or ${at('p', 'decisionId')} is null)
         ${from ? sql`and ${source.time} >= ${param(from, 'timestamptz')}` : sql``}
         ${after ? sql`and (${source.time}, ${at('p', 'id')}) > (${param(after.since, 'timestamptz')}, ${param(after.id, 'uuid')})` : sql``}
       order by ${source.time}, ${at('p', 'id')} limit ${param(PAGE, 'integer')}`);
    const { rows } = await q.query<Row>(text, values);
    count += rows.length;
    if (count > ROWS_MAX) throw tooLarge();
    for (const { id: _id, since: _since, time, amount, ...rest } of rows)
      yield { at: time.getTime(), row: { ...rest, at: time.toISOString(), amount: Number(amount) } as Facts };
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last;
  }
}
