/**
 * One plain select for each rule, which PostgreSQL can plan with indexes and run in parallel.
 */
import type { AwardParams } from '../kinds';
import type { EffectiveRule, RuleSet } from '../layer';
import { asJson, type FactAccess } from './access';
import { awardSql } from './award';
import { conditionSql } from './condition';
import { type DecisionSql, letsSql, namesOf, type PopulationBinding, rulesFor, type Wanted } from './decision';
import { type Fragment, join, param, sql } from './fragment';
import { concat } from './jsonText';

/** Rules up to which reading the events once for each is faster than asking all rules of each event. */
const SCANS_MAX = 60;

/** PostgreSQL takes a hundred arguments. */
const MEMBERS_MAX = 50;

/**
 * Undefined where events need work first that would be done again for each: facts in jsonb, measured or derived ones, groups; and where
 * there are very many rules, or facts of one.
 */
export function scansOf(ruleSet: RuleSet, binding: PopulationBinding, wanted: Wanted): DecisionSql[] | undefined {
  const rules = rulesFor(ruleSet, wanted);
  const { facts } = binding;
  const isPlain = ({ rule }: EffectiveRule): boolean => {
    const names = [...namesOf(rule)];
    return (
      rule.event.params.group === undefined &&
      names.length <= MEMBERS_MAX &&
      names.every((name) => {
        const found = facts(name);
        const kind = ruleSet.facts.get(name)?.kind;
        return found?.as !== 'json' && (found !== undefined || kind === undefined || kind === 'given');
      })
    );
  };
  if (rules.length === 0 || rules.length > SCANS_MAX || !rules.every(isPlain)) return undefined;
  return rules.map((effective) => scanOf(effective, ruleSet, binding, wanted));
}

const UNASKED = sql`null`;

function scanOf({ rule }: EffectiveRule, ruleSet: RuleSet, binding: PopulationBinding, wanted: Wanted): DecisionSql {
  const { events, facts } = binding;
  const scope = events.where === undefined ? sql`` : sql`${events.where} and `;
  const plain = {
    from: events.from,
    where: sql` where ${scope}${conditionSql(rule.conditions, facts)}`,
    rule: param(rule.name, 'text'),
    only: rule.name,
  };
  if (wanted === 'match') return { ...plain, amount: UNASKED, factsSeen: UNASKED, steps: UNASKED };
  const figure = awardSql(rule.event.params as AwardParams, ruleSet.catalogue, facts);
  const names = [...namesOf(rule)].sort();
  return {
    ...plain,
    from: sql`${events.from} cross join lateral ${letsSql(figure, wanted)}`,
    amount: figure.amount,
    factsSeen: seenSql(names.map((name) => [name, facts(name)])),
    steps: sql`${concat([sql`'['`, figure.steps, sql`']'`])}::jsonb`,
  };
}

/** A flat object of columns is built faster than written and read; of lists of objects the opposite is true, see `jsonText.ts`. */
function seenSql(facts: readonly (readonly [string, FactAccess | undefined])[]): Fragment {
  const members = facts.map(
    ([name, found]) => sql`${param(name, 'text')}, ${found === undefined ? sql`null` : memberSql(found)}`,
  );
  return sql`jsonb_build_object(${join(members, sql`, `)})`;
}

/** What becomes JSON by itself is left as it is. */
const memberSql = (found: FactAccess): Fragment => (found.as === 'double' ? asJson(found) : found.sql);
