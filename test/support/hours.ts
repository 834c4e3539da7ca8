import { randomUUID } from 'node:crypto';
import { createLedger, ledgerNames } from '@sidan/ledger';
import type { PackUploaded } from '@sidan/plugin-sidan/api';
import type { Client } from './api';
import { countyPack } from './pack';
import type { Sql } from './shared';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, 'en-US': en });
const CITES = [{ source: '测试', sentence: '测试用规则。', example: true }];
const RULE = 'service-hours';
export const DAY_MAX = 6;
export const MONTH_MAX = 20;

const given = (name: string, span: string) => ({
  name,
  kind: 'measured',
  type: 'number',
  unit: 'point',
  of: {
    source: 'postings',
    aggregate: 'sum',
    field: 'amount',
    subject: 'person',
    window: { span },
    where: {
      all: [
        { fact: 'asset', operator: 'equal', value: 'points' },
        { fact: 'rule', operator: 'equal', value: RULE },
      ],
    },
  },
});

const PINS = [
  { fact: 'occasion', operator: 'equal', value: 'confirmed' },
  { fact: 'subject.kind', operator: 'equal', value: 'volunteer' },
];

const limit = (name: string, span: string, max: number, fact: string, overflow: object) => ({
  name,
  priority: 100,
  conditions: { all: PINS },
  event: {
    type: 'limit',
    params: {
      asset: 'points',
      to: 'volunteer',
      of: { rules: [RULE] },
      max,
      per: 'person',
      window: { span },
      used: { fact },
      overflow,
    },
  },
  cites: CITES,
});

/** Two points for half an hour, 6 a day at most (the rest to a fund), 20 a month; in force as if it always had been. */
export async function pointsOfMonths(root: Client, sql: Sql, regionCode: string): Promise<void> {
  const files = {
    'catalogue/facts.json': { facts: [given('points.today', 'day'), given('points.month', 'month')] },
    'rules/limit-day-limit.json': limit('day-limit', 'day', DAY_MAX, 'points.today', { do: 'donate', fund: 'care' }),
    'rules/limit-month-limit.json': limit('month-limit', 'month', MONTH_MAX, 'points.month', { do: 'drop' }),
    'locales/zh-CN.json': {
      [`rule.${RULE}.title`]: '本县服务时长积分',
      [`rule.${RULE}.because`]: '完成志愿服务',
      'rule.day-limit.title': '每日上限',
      'rule.day-limit.because': '每日积分有上限',
      'rule.month-limit.title': '每月上限',
      'rule.month-limit.because': '每月积分有上限',
      'fact.points.today.title': '今日已得积分',
      'fact.points.month.title': '本月已得积分',
    },
    'cases/hours.json': {
      cases: [
        {
          name: '服务一小时',
          cites: CITES,
          facts: {
            occasion: 'confirmed',
            'subject.kind': 'volunteer',
            'attendance.minutes': 60,
            'points.today': 0,
            'points.month': 0,
          },
          outcomes: [{ rule: RULE, amount: 4 }],
        },
      ],
    },
  };
  await root.post('sidanPacks:policy', { untrusted: 'mark' });
  const archive = await countyPack({ regionCode, dayMax: DAY_MAX, files });
  const { id } = await root.post<PackUploaded>('sidanPacks:upload', { archive });
  await root.post('sidanPacks:activate', { versionId: id, reason: both('检验', 'Trial')['zh-CN'] });
  await sql.query(`update "sidanPackActivations" set "effectiveFrom" = '2024-01-01' where "regionCode" = $1`, [
    regionCode,
  ]);
}

export interface Crowd {
  regionCode: string;
  townCode: string;
  itemId: string;
  volunteers: number;
  events: number;
  /** The first moment of the month. */
  from: Date;
}

/**
 * Volunteers, and hours of theirs that wait for the close of a month: the rows that the portal and `sidanCloses:enter` write, by statements of their own, since a million requests would take
 * longer than what is tested. The same numbers give the same hours in every county; a tenth of the people has half as many again as the others.
 */
export async function crowdOfHours(sql: Sql, crowd: Crowd): Promise<void> {
  const { regionCode, townCode, itemId, volunteers, events, from } = crowd;
  const person = `md5($1 || ':person:' || n)::uuid`;
  await sql.query(
    `insert into "sidanPeople" (id, "regionCode", name, "townCode", "createdAt", "updatedAt")
     select ${person}, $1::text, '志愿者' || n, $2::text, now(), now() from generate_series(1, $3::int) n`,
    [regionCode, townCode, volunteers],
  );
  await sql.query(
    `insert into "sidanVolunteers" (id, "regionCode", name, "volunteerNo", "personId", "townCode", status, "registeredAt", "createdAt", "updatedAt")
     select md5($1 || ':volunteer:' || n)::uuid, $1::text, '志愿者' || n, $1::text || 'C' || n, ${person}, $2::text, 'active', $4::timestamptz - interval '30 days', now(), now() from generate_series(1, $3::int) n`,
    [regionCode, townCode, volunteers, from],
  );
  await sql.query(
    `insert into "sidanAttendances" (id, "regionCode", "townCode", "personId", "serviceItemId", "checkInAt", "checkOutAt", minutes, origin, "awaitsClose", "watchedAt", "createdAt", "updatedAt")
     select md5($1 || ':hours:' || k)::uuid, $1::text, $2::text, ${person}, $3::uuid, t - m * interval '1 minute', t, m, 'staff', true, now(), now(), now()
       from generate_series(1, $5::int) k
      cross join lateral (select case when k % 20 = 0 then 1 + (k / 20) % greatest($4::int / 10, 1) else 1 + (k * 7919::bigint) % $4::int end as n,
                                 30 + (k % 8) * 15 as m, $6::timestamptz + interval '4 hours' + ((k * 104729::bigint) % 40000) * interval '1 minute' as t) x`,
    [regionCode, townCode, itemId, volunteers, events, from],
  );
}

const BATCH = 5000;

/** Every fifth volunteer of such a crowd has points from before, which may be spent until the month is over. */
export async function pointsFromBefore(sql: Sql, { regionCode, volunteers, from }: Crowd, until: Date): Promise<void> {
  const ledger = createLedger(ledgerNames(), randomUUID);
  const q = { query: async (text: string, params: unknown[]) => ({ rows: await sql.query(text, params) }) };
  const people = await sql.query<{ id: string }>(
    `select md5($1 || ':person:' || n)::uuid as id from generate_series(5, $2::int, 5) n`,
    [regionCode, volunteers],
  );
  for (let at = 0; at < people.length; at += BATCH) {
    const entries = people.slice(at, at + BATCH).map(({ id }) => ({
      from: { ownerKind: 'system' as const, ownerId: 'issue' },
      to: { ownerKind: 'person' as const, ownerId: id },
      asset: 'points',
      amount: 7,
      key: `before:${id}`,
      kind: 'award',
      at: new Date(from.getTime() - 86_400_000),
      origin: 'imported',
      expiresAt: until,
    }));
    await ledger.post(q, { regionCode, entries });
  }
}

/** The whole book of a county, told by names, so that two counties with the same numbers can be compared: accounts, lots, decisions, statements. */
export async function bookOfCounty(sql: Sql, regionCode: string): Promise<Record<string, unknown[]>> {
  // Joined, not looked up row by row: an id compared as a text has no index.
  const owners = (row: string) =>
    `left join "sidanPeople" o on o."regionCode" = ${row}."regionCode" and o.id::text = ${row}."ownerId"`;
  const owner = (row: string) => `coalesce(o.name, ${row}."ownerKind" || '/' || ${row}."ownerId")`;
  const ask = (text: string) => sql.query(text, [regionCode]);
  return {
    accounts: await ask(
      `select ${owner('a')} as who, a.asset, a.balance::text from "sidanAccounts" a ${owners('a')} where a."regionCode" = $1 order by 1, 2`,
    ),
    lots: await ask(
      `select ${owner('a')} as who, l.amount::text, l.remaining::text, l."earnedAt", l."expiresAt" from "sidanAccounts_ledger_lots" l
         join "sidanAccounts" a on a."regionCode" = l."regionCode" and a.id = l."accountId" ${owners('a')} where l."regionCode" = $1 order by 1, 4, 2, 3, 5`,
    ),
    decisions: await ask(
      `select p.name || ' ' || h."checkOutAt" || ' ' || h.minutes as about, d.rule, d.amount::text, d.facts, d.outcome -> 'settled' as settled from "sidanDecisions" d
         left join "sidanAttendances" h on h."regionCode" = d."regionCode" and h.id::text = split_part(d.key, ':', 4)
         left join "sidanPeople" p on p."regionCode" = h."regionCode" and p.id = h."personId"
        where d."regionCode" = $1 order by 1, 2, 3, d.facts::text, 5`,
    ),
    postings: await ask(
      `select p.kind, p.amount::text, p.at, count(*)::int from "sidanPostings" p where p."regionCode" = $1 group by 1, 2, 3 order by 1, 3, 2`,
    ),
    statements: await ask(
      `select ${owner('s')} as who, s.month, s.opening::text, s.late::text,
              s.earned::text, s.spent::text, s.donated::text, s.expired::text, s.other::text, s.closing::text from "sidanMonthStatements" s ${owners('s')} where s."regionCode" = $1 order by 1, 2`,
    ),
  };
}

/** Closed statements that are not what the book says: opening and movements are the closing balance, and that is the sum of all postings up to the month's end that were
 * there when it was fixed. */
export const wrongStatements = (sql: Sql, regionCode: string): Promise<unknown[]> =>
  sql.query(
    `with moves as (
       select "destinationId" as account, amount as change, kind, at, "createdAt" from "sidanPostings" where "regionCode" = $1
       union all select "sourceId", -amount, kind, at, "createdAt" from "sidanPostings" where "regionCode" = $1
     ), sums as (
       select s.id, sum(m.change) as total from "sidanMonthStatements" s join moves m on m.account = s."accountId"
        where s."regionCode" = $1 and m."createdAt" <= s."createdAt"
          and m.at - case when m.kind = 'expire' then interval '1 day' else interval '0' end < ((s.month || '-01')::timestamp + interval '1 month') at time zone 'Asia/Shanghai'
        group by s.id
     )
     select s.* from "sidanMonthStatements" s left join sums b on b.id = s.id
      where s."regionCode" = $1
        and (s.closing <> s.opening + s.late + s.earned - s.spent - s.donated - s.expired + s.other or s.closing <> coalesce(b.total, 0))`,
    [regionCode],
  );
