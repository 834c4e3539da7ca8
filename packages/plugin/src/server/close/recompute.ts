import { recall, type Facts, type Outcome } from '@sidan/rules';
import type { Recomputed, RecomputedDifference } from '../../api/types';
import { entriesOf, type Made } from '../effects/award/store';
import { settled, type Settled } from '../packs/evaluate';
import { minuteOf } from '../packs/regions';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { keptRules } from './keptRules';

/** So many decisions at once: a second or so. */
const PAGE = 2000;
const DIFFERENCES_MAX = 100;

interface Decision {
  id: string;
  key: string;
  orderId: string | null;
  place: string;
  subjectKind: Made['subject']['kind'];
  subjectId: string;
  name: string | null;
  pack: string;
  packVersion: string;
  rule: string;
  facts: Facts;
  outcome: Outcome & { settled?: Settled };
  at: Date;
}

/** Up to where it has come; to be given again for what follows. */
export interface Place {
  subjectId: string;
  at: string;
}

/**
 * 重算: works the decisions of a county out again, each from the version of the pack that decided and from the facts that were kept with it: what the rule says, what limits left of it, and what
 * was posted. Answers what is not the same; nothing is written. Facts themselves are taken as they were seen. In pages, by person and time.
 */
export async function recompute(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  after?: Place,
  titleOf: (pack: string, rule: string) => string = (_pack, rule) => rule,
): Promise<Recomputed> {
  const { rows } = await q.query<Decision>(sidan.write(STATEMENT), [
    regionCode,
    after?.subjectId ?? '00000000-0000-0000-0000-000000000000',
    after?.at ?? '0001-01-01T00:00:00Z',
    PAGE,
  ]);
  const groups = [...grouped(rows)];
  // The last may have been cut off by the page.
  if (rows.length === PAGE && groups.length > 1) groups.pop();
  const rules = keptRules(sidan, q);
  const differences: RecomputedDifference[] = [];
  let decisions = 0;
  for (const group of groups) {
    decisions += group.length;
    differences.push(...(await differing(sidan, q, regionCode, group, rules, titleOf)));
  }
  const last = groups.at(-1)?.[0];
  return {
    decisions,
    differing: differences.length,
    differences: differences.slice(0, DIFFERENCES_MAX),
    ...(rows.length === PAGE && last ? { next: `${last.subjectId}@${new Date(last.at).toISOString()}` } : {}),
  };
}

/** `next` of an answer as it was sent; undefined for anything else. */
export function placeOf(next: unknown): Place | undefined {
  const [, subjectId, at] = /^([0-9a-f-]{36})@(\d{4}-[\dT:.-]+Z)$/.exec(typeof next === 'string' ? next : '') ?? [];
  return subjectId && at ? { subjectId, at } : undefined;
}

/** Decisions about one subject at one moment were made together. */
function* grouped(rows: readonly Decision[]): Generator<Decision[]> {
  let group: Decision[] = [];
  for (const row of rows) {
    const [first] = group;
    if (first && (first.subjectId !== row.subjectId || +new Date(first.at) !== +new Date(row.at))) {
      yield group;
      group = [];
    }
    group.push(row);
  }
  if (group.length) yield group;
}

async function differing(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  group: readonly Decision[],
  rulesOf: ReturnType<typeof keptRules>,
  titleOf: (pack: string, rule: string) => string,
): Promise<RecomputedDifference[]> {
  const found: RecomputedDifference[] = [];
  const differs = ({ id, key, rule, pack, name, at }: Decision, what: RecomputedDifference['what']) =>
    found.push({ id, key, rule, what, title: titleOf(pack, rule), name: name ?? '', at: new Date(at).toISOString() });
  const again: { decision: Decision; outcome: Outcome }[] = [];
  let ruleSet: Parameters<typeof recall>[0] | undefined;
  for (const decision of group) {
    const rules = await rulesOf(decision.place, new Date(decision.at), decision);
    if (!rules) {
      differs(decision, 'version');
      continue;
    }
    ruleSet = rules.ruleSet;
    const { settled: _settled, ...kept } = decision.outcome;
    const outcome = recall(ruleSet, decision.rule, decision.facts);
    if (canonical(outcome) !== canonical(kept)) differs(decision, 'outcome');
    again.push({ decision, outcome });
  }
  if (!ruleSet) return found;
  const set = ruleSet;
  const limits = new Map(
    group.flatMap(({ outcome }) => (outcome.settled?.limits ?? []).map((limit) => [limit.rule, limit] as const)),
  );
  const order = new Map(set.rules.map(({ rule }, index) => [rule.name, index]));
  const outcomes = [
    ...again.map(({ outcome }) => outcome),
    ...[...limits.values()]
      .filter(({ rule }) => order.has(rule))
      .map(({ rule, factsSeen }) => recall(set, rule, factsSeen)),
  ].sort((a, b) => order.get(a.rule)! - order.get(b.rule)!);
  const facts = Object.assign({}, ...group.map((one) => one.facts)) as Facts;
  const came = new Map(
    settled(set, outcomes, facts, minuteOf(new Date(group[0]!.at))).map((one) => [one.outcome.rule, one.settled]),
  );
  const expected = again.flatMap(({ decision, outcome }) => {
    const left = came.get(decision.rule);
    if (canonical(left) !== canonical(decision.outcome.settled)) differs(decision, 'settlement');
    return outcome.kind === 'award' ? [{ decision, entries: entriesOf(madeOf(decision, outcome, left)) }] : [];
  });
  for (const decision of await wronglyPosted(sidan, q, regionCode, expected)) differs(decision, 'posting');
  return found;
}

const OWNERS = { volunteer: 'person', resident: 'person', household: 'household', team: 'team', site: 'site' } as const;

const madeOf = (
  { id, key, orderId, subjectKind, subjectId, at, facts }: Decision,
  outcome: Outcome,
  left?: Settled,
) => ({
  id,
  key,
  outcome,
  ...(left ? { settled: left } : {}),
  subject: {
    kind: subjectKind,
    ownerKind: OWNERS[subjectKind],
    ownerId: subjectId,
    name: '',
    about: '',
    facts,
    decided: [],
  },
  ground: {
    orderId,
    townCode: null,
    at: new Date(at),
    isLookedAt: orderId !== null || key.split(':')[1] === 'registered',
    subject: { kind: 'order', id: orderId ?? '' },
  },
});

/** Those whose postings are not what follows from them: another amount or asset, none, or one too many. */
async function wronglyPosted(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  expected: readonly { decision: Decision; entries: ReturnType<typeof entriesOf> }[],
): Promise<Decision[]> {
  if (!expected.length) return [];
  const keys = expected.flatMap(({ decision, entries }) => [decision.key, ...entries.map(({ key }) => key)]);
  const { rows } = await q.query<{ key: string; amount: string; asset: string; decisionId: string | null }>(
    write(
      `select [key] as key, [amount] as amount, [asset] as asset, [decisionId] as "decisionId" from {sidanPostings} where [regionCode] = $1 and [key] = any($2::text[])`,
    ),
    [regionCode, [...new Set(keys)]],
  );
  const posted = new Map(rows.map((row) => [row.key, row]));
  return expected.flatMap(({ decision, entries }) => {
    const right = entries.every(({ key, amount, asset }) => {
      const row = posted.get(key);
      return row && Number(row.amount) === amount && row.asset === asset && row.decisionId === decision.id;
    });
    const none = entries.some(({ key }) => key === decision.key) || !posted.has(decision.key);
    return right && none ? [] : [decision];
  });
}

/** The same content is the same text, in whatever order its members were kept. */
function canonical(value: unknown): string {
  const sorted = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(sorted);
    if (typeof one !== 'object' || one === null) return one;
    const entries = Object.entries(one).filter(([, member]) => member !== undefined);
    return Object.fromEntries(
      entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]),
    );
  };
  return JSON.stringify(sorted(value)) ?? '';
}

const STATEMENT = `
select d.[id] as id, d.[key] as key, d.[orderId] as "orderId", coalesce(o.[areaCode], o.[townCode], d.[townCode], d.[regionCode]) as place, d.[subjectKind] as "subjectKind",
       d.[subjectId] as "subjectId", d.[subjectName] as name, d.[pack] as pack, d.[packVersion] as "packVersion", d.[rule] as rule, d.[facts] as facts, d.[outcome] as outcome, d.[at] as at
  from {sidanDecisions} d
  left join {sidanOrders} o on o.[regionCode] = d.[regionCode] and o.[id] = d.[orderId]
 where d.[regionCode] = $1 and (d.[subjectId], d.[at]) > ($2::uuid, $3::timestamptz) and split_part(d.[key], ':', 2) in ('confirmed', 'rated', 'declared', 'registered')
 order by d.[subjectId], d.[at], d.[id] limit $4`;
