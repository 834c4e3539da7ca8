/** Whether the parts do their work; figures, not opinions. */
import type { HealthLevel, PackKept } from '../../api/types';
import { unknownYears, type UnknownYears } from '../calendar/store';
import { isSidanError } from '../errors';
import { NATION } from '../packs/regions';
import { plansCheck } from '../plans';
import type { Say } from '../reads/reader';
import type { Sidan } from '../sidan';
import { connectionOf, type Connection } from '../sql';

/**
 * `ok`; `reminder`: everything does its work, and somebody has something to do before it no longer does; `fault`: something does not do its work, or
 * people get something wrong.
 */
export interface Check {
  key: string;
  level: HealthLevel;
  /** What the words are about: a figure, or names. */
  detail?: string;
}

const LEVELS = ['ok', 'reminder', 'fault'] as const satisfies readonly HealthLevel[];

/** Under which key of a check its words are. */
export const WORDS = { ok: 'ok', reminder: 'soon', fault: 'bad' } as const satisfies Record<HealthLevel, string>;

/** An installation is as well as the worst of its parts. */
export const worstOf = (checks: readonly Pick<Check, 'level'>[]): HealthLevel =>
  LEVELS.findLast((level) => checks.some((check) => check.level === level)) ?? 'ok';

const faultUnless = (isWell: boolean): HealthLevel => (isWell ? 'ok' : 'fault');

/** Each part, in the order in which they are shown. */
export async function health(sidan: Sidan, kept: readonly PackKept[], say: Say): Promise<Check[]> {
  const q = connectionOf(sidan.db);
  const now = sidan.clock();
  const { rows } = await q.query<{
    counties: string | null;
    codes: string[] | null;
    late: number;
    failed: number;
    waiting: number;
    sync: string;
  }>(
    sidan.write(`
      select (select string_agg([name], ' ') from {sidanCounties}) as counties,
             (select array_agg([regionCode]) from {sidanCounties}) as codes,
             (select count(*)::int from {sidanTimers} where [state] = 'pending' and [dueAt] < $1::timestamptz - interval '5 minutes') as late,
             (select count(*)::int from {sidanTimers} where [state] = 'failed') + (select count(*)::int from {sidanOutbox} where [state] = 'failed') as failed,
             (select count(*)::int from {sidanOutbox} where [state] = 'pending' and [availableAt] < $1::timestamptz - interval '5 minutes') as waiting,
             current_setting('synchronous_commit') as sync`),
    [now],
  );
  const found = rows[0]!;
  return [
    { key: 'county', level: faultUnless(Boolean(found.counties)), detail: found.counties ?? '-' },
    { key: 'timers', level: faultUnless(found.late === 0), detail: String(found.late) },
    { key: 'messages', level: faultUnless(found.waiting === 0), detail: String(found.waiting) },
    { key: 'failures', level: faultUnless(found.failed === 0), detail: String(found.failed) },
    { key: 'durable', level: faultUnless(found.sync === 'on'), detail: found.sync },
    { key: 'rules', ...(await rulesCheck(sidan, q, found.codes ?? [], now)) },
    {
      key: 'kept',
      level: faultUnless(!kept.length),
      detail: kept.map((one) => keptWords(one, say)).join(' · ') || '-',
    },
    { key: 'calendar', ...(await calendarCheck(sidan, q, say)) },
    { key: 'plans', ...(await plansCheck(sidan, q, now, say)) },
  ];
}

/** A region and what it goes on with. */
const keptWords = ({ regionName, title, version, newer }: PackKept, say: Say): string =>
  say(version ? 'api.kept.older' : 'api.kept.without', { region: regionName, pack: title, version, newer });

/** Whether every county's calendar knows the holidays that its clocks need: which years, or which counties do not. */
async function calendarCheck(sidan: Sidan, q: Connection, say: Say): Promise<Omit<Check, 'key'>> {
  const { years, unknown } = await unknownYears(sidan, q);
  const list = (some: readonly number[]) => some.join(say('api.list.separator'));
  const missing = unknown.map(({ name, counted, coming }) =>
    say('api.calendar.unknown', { county: name, years: list([...counted, ...coming].sort()) }).trim(),
  );
  return { level: calendarLevel(unknown), detail: missing.join(' · ') || list(years) };
}

/** That the notice of next year is not out is usual in autumn; clocks that are counted without it may be wrong. */
export function calendarLevel(unknown: readonly Pick<UnknownYears, 'counted'>[]): HealthLevel {
  if (!unknown.length) return 'ok';
  return unknown.some(({ counted }) => counted.length) ? 'fault' : 'reminder';
}

/** Whether the rules in force can be used in every county: how many there are, or the pack in the way. */
async function rulesCheck(
  sidan: Sidan,
  q: Connection,
  counties: readonly string[],
  now: Date,
): Promise<Omit<Check, 'key'>> {
  let count = 0;
  for (const county of counties.length ? counties : [NATION]) {
    try {
      const { ruleSet } = await sidan.packs.inForce.rules(q, county, now);
      if (!ruleSet.rules.length) return { level: 'fault', detail: '-' };
      count += ruleSet.rules.length;
    } catch (error) {
      if (!isSidanError(error)) throw error;
      return { level: 'fault', detail: String(error.params.pack) };
    }
  }
  return { level: 'ok', detail: String(count) };
}
