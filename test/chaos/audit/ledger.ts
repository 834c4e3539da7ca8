import { randomUUID } from 'node:crypto';
import { createLedger, ledgerNames } from '@sidan/ledger';
import type { Wallet } from '@sidan/plugin-sidan/api';
import { COUNTY, type Citizen } from '../../stock/county';
import type { Sql } from '../../support/shared';
import { person, type Part } from '../cast';
import type { Who } from '../plays';
import { expectedServices, scoreOf } from './expected';

interface AttendanceRow {
  id: string;
  orderId: string;
  personId: string;
  minutes: number;
}

interface PostingRow {
  key: string;
  personId: string;
  amount: number;
}

/** The rules of `rules/base`, in the test's own words: a point for each full half hour, 16 at most; one more for five stars; one for rating; caps. */
const forService = (minutes: number) => Math.min(Math.floor(minutes / 30), 16);
const FIVE_STARS = 1;
const FOR_RATING = 1;
/** What a person may get by some rules in one stretch of the county's calendar, named by so many characters of its date. What is above is dropped. */
const CAPS = [
  { rules: ['service-hours', 'five-star-bonus'], max: 24, stretch: 'YYYY-MM-DD'.length },
  { rules: ['resident-rating'], max: 10, stretch: 'YYYY-MM'.length },
];

/** Between a check-in and its check-out the server may have been dead several times. */
const SLACK_MINUTES = 20;

/** The book proves itself; beyond that it holds exactly the postings that the rules give for what was served and rated, each once, and nothing else. */
export async function auditLedger(sql: Sql, parts: readonly Part[]): Promise<string[]> {
  const q = {
    query: async (text: string, params: unknown[]) => ({
      rows: await sql.query<Record<string, unknown>>(text, params),
    }),
  };
  const violations = await createLedger(ledgerNames(), randomUUID).verify(q);
  const problems = violations.map(
    ({ kind, what, id, params }) => `ledger: ${kind} of ${what} ${id} ${JSON.stringify(params)}`,
  );

  const attendances = await sql.query<AttendanceRow>(
    `select id, "orderId", "personId", minutes::int as minutes from "sidanAttendances" order by "checkInAt"`,
  );
  const expected = new Map<string, PostingRow>();
  const decided = new Set<string>();
  for (const part of parts) {
    const mine = attendances.filter(({ orderId }) => orderId === part.orderId);
    problems.push(...auditServices(part, mine));
    const add = (key: string, personId: string, amount: number) => {
      decided.add(key);
      if (amount > 0) expected.set(key, { key, personId, amount });
    };
    for (const { id, personId, minutes } of mine)
      add(`award:confirmed:service-hours:${id}`, personId, forService(minutes));
    const score = scoreOf(part.play);
    if (score === undefined) continue;
    if (score === 5)
      for (const { id, personId } of mine) add(`award:rated:five-star-bonus:${id}`, personId, FIVE_STARS);
    add(`award:rated:resident-rating:${part.orderId}`, part.requester.personId, FOR_RATING);
  }
  const due = await withinCaps(sql, expected);
  problems.push(...(await auditPostings(sql, due, decided)));
  problems.push(...(await auditWallets(sql, parts, [...due.values()])));
  return problems;
}

/** What caps leave, each decision after those before it. What was never decided stays, to be missed. */
async function withinCaps(sql: Sql, expected: ReadonlyMap<string, PostingRow>): Promise<Map<string, PostingRow>> {
  const decisions = await sql.query<{ key: string; day: string }>(
    `select key, to_char("at" at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from "sidanDecisions" order by "at"`,
  );
  const due = new Map(expected);
  const used = new Map<string, number>();
  for (const { key, day } of decisions) {
    const row = expected.get(key);
    if (!row) continue;
    const { rules, max, stretch } = CAPS.find((cap) => cap.rules.includes(key.split(':')[2]!))!;
    const account = `${rules[0]} ${row.personId} ${day.slice(0, stretch)}`;
    const before = used.get(account) ?? 0;
    const amount = Math.min(row.amount, max - before);
    used.set(account, before + amount);
    if (amount > 0) due.set(key, { ...row, amount });
    else due.delete(key);
  }
  return due;
}

function auditServices(part: Part, rows: readonly AttendanceRow[]): string[] {
  const expected = expectedServices(part);
  const fits =
    expected.length === rows.length &&
    expected.every(
      ({ personId, minutes }, i) =>
        rows.some(
          (row) => row.personId === personId && row.minutes >= minutes && row.minutes < minutes + SLACK_MINUTES,
        ) && rows[i],
    );
  return fits
    ? []
    : [
        `order ${part.no} (${part.play.kind}): served ${JSON.stringify(rows.map(({ minutes }) => minutes))} instead of ${JSON.stringify(expected.map(({ minutes }) => minutes))}`,
      ];
}

async function auditPostings(sql: Sql, expected: Map<string, PostingRow>, decided: Set<string>): Promise<string[]> {
  const problems: string[] = [];
  const postings = await sql.query<PostingRow>(`
    select p.key, a."ownerId" as "personId", p.amount::int as amount from "sidanPostings" p join "sidanAccounts" a on a.id = p."destinationId" where p.kind <> 'hold'`);
  // Plays of one cast overlap: what is looked into is held, and is there all the same.
  const holds = await sql.query<{ key: string; amount: number }>(
    `select key, amount::int as amount from "sidanPostings" where kind = 'hold'`,
  );
  for (const { key, amount } of holds)
    if (expected.get(key.replace(/^hold:/, ''))?.amount !== amount) problems.push(`held and not due: ${key} ${amount}`);
  for (const { key, personId, amount } of postings) {
    const due = expected.get(key);
    if (!due) problems.push(`posted and not due: ${key} ${amount}`);
    else if (due.personId !== personId || due.amount !== amount)
      problems.push(`${key} gave ${amount} to ${personId} instead of ${due.amount} to ${due.personId}`);
  }
  const posted = new Set(postings.map(({ key }) => key));
  if (posted.size !== postings.length) problems.push(`${postings.length} postings under ${posted.size} keys`);
  for (const key of expected.keys()) if (!posted.has(key)) problems.push(`due and not posted: ${key}`);
  const decisions = await sql.query<{ key: string }>(`select key from "sidanDecisions"`);
  const missing = [...decided].filter((key) => !decisions.some((one) => one.key === key));
  if (missing.length || decisions.length !== decided.size)
    problems.push(`${decisions.length} decisions instead of ${decided.size}; missing ${missing.join(' ')}`);
  return problems;
}

const CAST: Who[] = ['requester', 'leader0', 'leader1', 'member00', 'member01', 'member10', 'member11'];

/** What people see in their wallets, asked through the portal's own action. */
async function auditWallets(sql: Sql, parts: readonly Part[], due: readonly PostingRow[]): Promise<string[]> {
  const holds = await sql.query<{ personId: string; amount: number }>(
    `select a."ownerId" as "personId", p.amount::int as amount from "sidanPostings" p join "sidanAccounts" a on a.id = p."sourceId" where p.kind = 'hold'`,
  );
  const sumOf = (rows: readonly { personId: string; amount: number }[], personId: string) =>
    rows.filter((one) => one.personId === personId).reduce((total, { amount }) => total + amount, 0);
  const people = new Map<string, Citizen>();
  for (const part of parts) for (const who of CAST) people.set(person(part, who).personId, person(part, who));
  const problems: string[] = [];
  for (const [personId, citizen] of people) {
    const sum = sumOf(due, personId) - sumOf(holds, personId);
    const wallet = await citizen.get<Wallet>('sidanLedger:wallet', { regionCode: COUNTY.regionCode });
    if (wallet.balance !== sum) problems.push(`${citizen.username} has ${wallet.balance} points instead of ${sum}`);
  }
  return problems;
}
