import type { Wallet } from '@sidan/plugin-sidan/api';
import { createLedger, ledgerNames } from '@sidan/ledger';
import { randomUUID } from 'node:crypto';
import { accountSealOf, sealOf } from '../../packages/ledger/src/schema/seal';
import { openSql, type Sql } from '../support/shared';
import { makeShop } from '../support/shop';
import { startServer, type Server } from '../support/server';
import { makeWorld, type World } from '../support/world';
import { median, table } from './measure';
import type { Result } from './index';

const FEW = Number(process.env.FEW ?? 10_000);
const MANY = Number(process.env.MANY ?? 10_000_000);
const PEOPLE = Number(process.env.PEOPLE ?? 141_000);
/** Of one who is asked for: as many have what most have, and one has years of it. */
const OWN = 50;
const LONG = 5000;
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const ASKED = Number(process.env.ASKED ?? 100);
const RATIO = 1.5;
const PART = 250_000;

/**
 * The pages of points as the portal asks for them, of two real servers that run side by side: in one the county's book has 10,000 entries, in the other 10,000,000. Requests go to both in turn, in
 * several rounds; compared are the 95th percentiles of each, medians over the rounds. Asked for by a volunteer with 50 entries and by one with 5,000, their older pages too.
 *
 * The history is written by statements of its own with the triggers off, since a posting at a time would take a day: each row is what the ledger would have written, seals, lots and balances
 * included, and `verify` proves the smaller of the two books whole, which was written by the very same statements. `MANY`, `FEW`, `PEOPLE`, `ROUNDS` and `ASKED` change the sizes.
 */
export async function growth(): Promise<Result> {
  const few = await county(FEW, Math.min(PEOPLE, FEW / OWN));
  try {
    const many = await county(MANY, PEOPLE);
    try {
      return report(await measure(few, many), few, many);
    } finally {
      await many.stop();
    }
  } finally {
    await few.stop();
  }
}

interface County {
  entries: number;
  violations: number;
  pages: Record<string, () => Promise<unknown>>;
  stop(): Promise<void>;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function county(entries: number, people: number): Promise<County> {
  const server: Server = await startServer();
  const sql = await openSql(server);
  const stop = async () => {
    await sql.end();
    await server.stop();
  };
  try {
    const world = await makeWorld(server as never, '134705');
    await makeShop(world);
    const begun = performance.now();
    await fill(sql, world, entries, Math.floor(people));
    const [counted] = await sql.query<{ n: string }>(
      `select count(*) as n from "sidanPostings" where "regionCode" = $1`,
      [world.regionCode],
    );
    say(`${counted!.n} entries in ${Math.round((performance.now() - begun) / 1000)} s`);
    const proved = entries <= FEW || process.env.VERIFY ? await verified(sql, world.regionCode) : 0;
    return { entries: Number(counted!.n), violations: proved, pages: await pagesOf(world), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function verified(sql: Sql, regionCode: string): Promise<number> {
  const ledger = createLedger(ledgerNames(), randomUUID);
  const q = { query: async (text: string, params: unknown[]) => ({ rows: await sql.query(text, params) }) };
  return (await ledger.verify(q, regionCode)).length;
}

/** Years of awards, in the order of time, dealt out to everybody in turn; those who are asked for have theirs among them. */
async function fill(sql: Sql, { regionCode, people }: World, entries: number, persons: number): Promise<void> {
  const own = [people.volunteer.personId, people.leader.personId] as const;
  await sql.query(`set session_replication_role = replica`);
  await sql.query(`set synchronous_commit = off`);
  const issue = randomUUID();
  await sql.query(
    `insert into "sidanAccounts" (id, "regionCode", "ownerKind", "ownerId", asset, balance, kept, lotted, slots, status, "minBalance", "createdAt", "updatedAt", seal)
     select x.*, now(), now(), ${columns(accountSealOf('x'))} from (
       select $1::uuid as id, $2::varchar as "regionCode", 'system'::varchar as "ownerKind", 'issue'::varchar as "ownerId", 'points'::varchar as asset, 0::bigint as balance, false as kept, false as lotted,
              1::bigint as slots, 'open'::varchar as status, null::bigint as "minBalance"
       union all
       select md5($2 || ':account:' || n)::uuid, $2, 'person', case n when 1 then $3::text when 2 then $4::text else md5($2 || ':person:' || n)::uuid::text end, 'points', 0, true, true, 1, 'open', 0
         from generate_series(1, $5::int) n) x`,
    [issue, regionCode, ...own, persons],
  );
  for (let from = 0; from < entries; from += PART) {
    await sql.query(POSTINGS, [issue, regionCode, entries, persons, from, Math.min(from + PART, entries)]);
    if (from && from % (PART * 8) === 0) say(`  ${from} …`);
  }
  await sql.query(
    `insert into "sidanAccounts_ledger_lots" (id, "regionCode", "accountId", "postingId", "fromLotId", amount, remaining, origin, "earnedAt", "expiresAt", "spendableFrom")
     select p.id, p."regionCode", p."destinationId", p.id, null, p.amount, p.amount, p.origin, p.at, p."expiresAt", p."spendableFrom" from "sidanPostings" p where p."regionCode" = $1`,
    [regionCode],
  );
  await sql.query(
    `update "sidanAccounts" a set balance = s.total from (select "destinationId" as id, sum(amount) as total from "sidanPostings" where "regionCode" = $1 group by 1) s
      where a."regionCode" = $1 and a.id = s.id and a.kept`,
    [regionCode],
  );
  await sql.query(`set session_replication_role = origin`);
  await sql.query('vacuum analyze');
  await sql.query('checkpoint');
}

/** `[column]` as this host names it. */
function columns(text: string): string {
  return text.replace(/\[(\w+)\]/g, '"$1"');
}

/** The first has every `entries / 5,000`th entry, the others come round in turn: in a county with few entries as in one with many. */
const POSTINGS = `
insert into "sidanPostings" (id, "regionCode", "sourceId", "destinationId", asset, amount, key, "decisionId", "reversesId", "settlesId", kind, "subjectKind", "subjectId", memo, origin, "expiresAt", "spendableFrom", at,
                             "createdAt", "updatedAt", seal)
select x.*, x."createdAt", ${columns(sealOf('x'))} from (
  select uuidv7() as id, $2::varchar as "regionCode", $1::uuid as "sourceId",
         md5($2 || ':account:' || case when k % greatest($3::int / ${LONG}, 1) = 0 then 1 when k % greatest($3::int / ${OWN}, 1) = 1 then 2 else 3 + (k * 7919::bigint) % ($4::int - 2) end)::uuid as "destinationId",
         'points'::varchar as asset, 1 + k % 5 as amount, 'fill:' || k as key, null::uuid as "decisionId", null::uuid as "reversesId", null::uuid as "settlesId", 'award'::varchar as kind, 'import'::varchar as "subjectKind",
         (k / 100)::varchar as "subjectId", '{"origin": "imported"}'::jsonb as memo, 'imported'::varchar as origin, t + interval '20 years' as "expiresAt", null::timestamptz as "spendableFrom", t as at, t as "createdAt"
    from generate_series($5::bigint, $6::bigint - 1) k
   cross join lateral (select date_trunc('milliseconds', now() - interval '5 years' + k * (interval '5 years' / $3::int)) as t) y) x`;

/** Wallet, an older page of it, statements of months, shop: of somebody with few entries, and of somebody with many. */
async function pagesOf({ people, regionCode }: World): Promise<County['pages']> {
  const pages: County['pages'] = {};
  for (const [name, { client }] of Object.entries({ few: people.leader, long: people.volunteer })) {
    const wallet = await client.get<Wallet>('sidanLedger:wallet', { regionCode });
    pages[`wallet, ${name}`] = () => client.get('sidanLedger:wallet', { regionCode });
    if (wallet.next)
      pages[`wallet, older page, ${name}`] = () =>
        client.get('sidanLedger:wallet', { regionCode, before: wallet.next });
    pages[`months, ${name}`] = () => client.get('sidanLedger:months', { regionCode });
    pages[`shop, ${name}`] = () => client.get('sidanShop:goods', { regionCode });
    pages[`redemptions, ${name}`] = () => client.get('sidanRedemptions:mine', { page: 1, pageSize: 20 });
  }
  return pages;
}

interface Compared {
  few: number[];
  many: number[];
}

async function measure(few: County, many: County): Promise<Map<string, Compared>> {
  const found = new Map<string, Compared>();
  // The first round warms both up, and is not counted.
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const name of Object.keys(few.pages)) {
      const times: { few: number[]; many: number[] } = { few: [], many: [] };
      for (let n = 0; n < ASKED; n += 1) {
        for (const which of n % 2 ? (['few', 'many'] as const) : (['many', 'few'] as const)) {
          const begun = performance.now();
          await { few, many }[which].pages[name]!();
          times[which].push(performance.now() - begun);
        }
      }
      if (round < 0) continue;
      const one = found.get(name) ?? { few: [], many: [] };
      one.few.push(percentile(times.few));
      one.many.push(percentile(times.many));
      found.set(name, one);
    }
  }
  return found;
}

const percentile = (times: number[]): number => times.sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]!;
const round2 = (value: number): number => Math.round(value * 100) / 100;

function report(found: ReadonlyMap<string, Compared>, few: County, many: County): Result {
  const lines = [...found].map(([name, { few: small, many: large }]) => {
    const ratio = round2(median(large.map((value, round) => value / small[round]!)));
    return { name, small: round2(median(small)), large: round2(median(large)), ratio };
  });
  const worst = Math.max(...lines.map(({ ratio }) => ratio));
  return {
    table: table([
      ['95th percentile, ms', `${few.entries} entries`, `${many.entries} entries`, 'ratio'],
      ...lines.map(({ name, small, large, ratio }) => [name, small, large, ratio]),
    ]),
    figures: {
      entriesFew: few.entries,
      entriesMany: many.entries,
      requests: ROUNDS * ASKED,
      ...Object.fromEntries(lines.map(({ name, ratio }) => [name, ratio])),
      violations: few.violations + many.violations,
    },
    goals: [
      { name: 'worst ratio of the 95th percentiles', value: worst, goal: RATIO, met: worst <= RATIO },
      {
        name: 'rows of the book that cannot be',
        value: few.violations + many.violations,
        goal: 0,
        met: few.violations + many.violations === 0,
      },
    ],
  };
}
