/**
 * Rules that nearly fired: what a resident asks for who expected points and got none. A rule is near when turning a single
 * comparison round would make it match, and it was meant for the occasion and the kind of subject at all.
 */
import { compileCondition } from './conditions/compile';
import { factOf, type Facts, type FactValue } from './facts';
import { factTitle, factValue } from './factWords';
import type { RuleSet } from './layer';
import { message, type Message } from './message';
import type { Layer } from './outcome';
import type { Condition, Kind, Test } from './rule';

export interface Miss {
  readonly rule: string;
  readonly kind: Kind;
  readonly pack: string;
  readonly packVersion: string;
  readonly layer: Layer;
  /** The one comparison that stood in the way. */
  readonly test: Test;
  /** True when it stands under a `not`: it should not have held. */
  readonly negated: boolean;
  /** The unit of the fact, where it has one. */
  readonly unit?: string;
  /** What was seen; null when the fact was missing. */
  readonly seen: FactValue;
  /** The fact on the right, where there is one. */
  readonly other?: FactValue;
  /** The higher rule of its group that fired instead: the conditions were met. */
  readonly beatenBy?: undefined;
}

/** A rule that matched and gave way to another of its group. */
export interface Beaten extends Pick<Miss, 'rule' | 'kind' | 'pack' | 'packVersion' | 'layer'> {
  readonly beatenBy: string;
}

export type NearMiss = Miss | Beaten;

/** Never of interest: a rule for another occasion is not nearly this one's. */
const PINS: ReadonlySet<string> = new Set(['occasion', 'subject.kind']);

/** The rules that nearly fired for these facts (measured and derived ones included), by falling priority. Pure. */
export function explainMisses(ruleSet: RuleSet, facts: Facts): NearMiss[] {
  const taken = new Map<string, string>();
  return ruleSet.rules.flatMap(({ rule, pack, packVersion, layer }): NearMiss[] => {
    const origin = { rule: rule.name, kind: rule.event.type, pack, packVersion, layer };
    const { group } = rule.event.params;
    if (compileCondition(rule.conditions)(facts)) {
      const place = `${rule.event.type} ${group ?? ''}`;
      const before = group === undefined ? undefined : taken.get(place);
      if (group !== undefined && before === undefined) taken.set(place, rule.name);
      return before === undefined ? [] : [{ ...origin, beatenBy: before }];
    }
    const way = cheapest(rule.conditions, facts, true);
    if (way.cost !== 1 || !way.turn || PINS.has(way.turn.test.fact)) return [];
    const { test, negated } = way.turn;
    const seen = factOf(facts, test.fact) ?? null;
    const right = test.value;
    const other = isFact(right) ? { other: factOf(facts, right.fact) ?? null } : {};
    const unit = ruleSet.facts.get(test.fact)?.unit;
    return [{ ...origin, test, negated, ...(unit === undefined ? {} : { unit }), seen, ...other }];
  });
}

/** How many comparisons must be turned round, and the one, where it is one. */
interface Way {
  readonly cost: number;
  readonly turn?: { readonly test: Test; readonly negated: boolean };
}

/** The cheapest way to make a condition what is wanted. Each comparison counts by itself, even where two look at one fact. */
function cheapest(condition: Condition, facts: Facts, wanted: boolean): Way {
  if ('not' in condition) return cheapest(condition.not, facts, !wanted);
  if ('all' in condition) return (wanted ? sum : least)(condition.all.map((part) => cheapest(part, facts, wanted)));
  if ('any' in condition) return (wanted ? least : sum)(condition.any.map((part) => cheapest(part, facts, wanted)));
  const holds = compileCondition(condition)(facts);
  return holds === wanted ? { cost: 0 } : { cost: 1, turn: { test: condition, negated: !wanted } };
}

function sum(ways: readonly Way[]): Way {
  const cost = ways.reduce((total, way) => total + way.cost, 0);
  return cost === 1 ? (ways.find((way) => way.cost === 1) ?? { cost }) : { cost };
}

/** Ties go to the first: the author's own order. */
function least(ways: readonly Way[]): Way {
  return ways.reduce((best, way) => (way.cost < best.cost ? way : best), { cost: Infinity } as Way);
}

/** A near miss as a text to be: what was wanted, what there was, and the rule. */
export function explainMiss(miss: NearMiss): Message {
  const { pack, rule } = miss;
  const source = {
    pack: message(`packs.${pack}.title`, { fallback: pack }),
    version: miss.packVersion,
    layer: message(`rules.layer.${miss.layer}`),
    rule: message(`packs.${pack}.rule.${rule}.title`, { fallback: rule }),
  };
  if (miss.beatenBy !== undefined) {
    const by = message(`packs.${pack}.rule.${miss.beatenBy}.title`, { fallback: miss.beatenBy });
    return message('rules.miss.beaten', { ...source, by });
  }
  const { test, negated, seen, unit } = miss;
  const right = rightOf(miss);
  const [one, other] = [seen, right].map((value) => (typeof value === 'number' ? value : undefined));
  return message(seen === null ? 'rules.miss.missing' : 'rules.miss.seen', {
    ...source,
    fact: factTitle(test.fact),
    wanted: message(`rules.operator.${negated ? OPPOSITE[test.operator] : test.operator}`, {
      value: factValue(isFact(test.value) ? test.value.fact : test.fact, right, unit, one),
    }),
    seen: factValue(test.fact, seen, unit, other),
  });
}

function rightOf({ test: { value }, other }: Miss): unknown {
  return isFact(value) ? (other ?? null) : value;
}

function isFact(value: Test['value']): value is { readonly fact: string } {
  return typeof value === 'object' && 'fact' in value;
}

const OPPOSITE: Readonly<Record<Test['operator'], Test['operator']>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  in: 'notIn',
  notIn: 'in',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThan',
};
