/**
 * Checks one rule file whose shape is right: its conditions, its kind and its params.
 */
import type { Catalogue } from '../catalogue';
import { isKind, KINDS, specOf } from '../kinds';
import type { KindParams } from '../kinds';
import { pointer, problem, type Problem } from '../problem';
import type { Group, Kind, RuleOf, Scalar } from '../rule';
import { checkConditions } from './checkConditions';
import { checkDates } from './checkManifest';
import { checkListed } from './checkOperand';
import { isForbiddenName } from './guard';
import { checkParams } from './shape';

/** Event types with a meaning of their own in the engine's event emitter; `error` without a listener throws. */
const RESERVED_EVENTS: ReadonlySet<string> = new Set(['error', 'success', 'failure']);

const PARAMS = '/event/params';

interface ShapedRule {
  readonly name: string;
  readonly conditions: unknown;
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  readonly event: { readonly type: string; readonly params: unknown };
}

export function checkRule(rule: ShapedRule, file: string, catalogue: Catalogue): Problem[] {
  const problems = checkConditions(rule.conditions, file, '/conditions', catalogue.facts);
  const conditionsAreSound = problems.length === 0;
  problems.push(...checkDates(rule, file));
  if (isForbiddenName(rule.name)) problems.push(problem('NAME_FORBIDDEN', file, '/name', { name: rule.name }));
  const { type } = rule.event;
  if (RESERVED_EVENTS.has(type)) problems.push(problem('EVENT_RESERVED', file, '/event/type', { type }));
  else if (!isKind(type)) {
    problems.push(problem('KIND_UNKNOWN', file, '/event/type', { type, kinds: Object.keys(KINDS).join(', ') }));
  } else {
    const shape = checkParams(type, rule.event.params, file, PARAMS);
    problems.push(...shape);
    if (shape.length === 0) {
      const sound = rule as RuleOf<typeof type>;
      problems.push(...checkKind(type, sound, file, catalogue));
      if (conditionsAreSound) problems.push(...checkPins(type, sound, file));
    }
  }
  return problems;
}

function checkKind<K extends Kind>(kind: K, rule: RuleOf<K>, file: string, catalogue: Catalogue): Problem[] {
  const params: KindParams[K] = rule.event.params;
  const problems = [...specOf(kind).check(params, file, PARAMS, catalogue)];
  for (const { catalogue: name, entry, path } of specOf(kind).entries(params)) {
    if (catalogue[name].has(entry)) continue;
    problems.push(problem('ENTRY_UNKNOWN', file, PARAMS + path, { catalogue: name, entry }));
  }
  for (const use of specOf(kind).facts(params)) {
    const fact = catalogue.facts.get(use.fact);
    const path = PARAMS + use.path;
    if (fact === undefined) problems.push(problem('FACT_UNKNOWN', file, path, { fact: use.fact }));
    else if (!use.types.includes(fact.type)) {
      const type = use.types.join(', ');
      problems.push(problem('VALUE_TYPE', file, path, { fact: use.fact, type, actual: fact.type }));
    } else use.values?.forEach((value) => problems.push(...checkListed(fact, value, file, path)));
  }
  return problems;
}

function checkPins<K extends Kind>(kind: K, rule: RuleOf<K>, file: string): Problem[] {
  return specOf(kind).pins.flatMap((pin) => {
    if (pin.when && !pin.when(rule.event.params)) return [];
    const wanted = pin.value?.(rule.event.params);
    const found = pinned(rule.conditions, pin.fact);
    if (found === undefined) {
      return [problem('FACT_UNPINNED', file, '/conditions', { fact: pin.fact, rule: rule.name })];
    }
    return wanted === undefined || wanted === found.value
      ? []
      : [problem('PIN_MISMATCH', file, found.path, { fact: pin.fact, value: wanted })];
  });
}

/** What the topmost `all` requires the fact to equal. */
function pinned(conditions: Group, fact: string): { value: Scalar; path: string } | undefined {
  if (!('all' in conditions)) return undefined;
  for (const [index, part] of conditions.all.entries()) {
    if (!('fact' in part) || part.fact !== fact || part.operator !== 'equal' || typeof part.value === 'object')
      continue;
    return { value: part.value, path: pointer(pointer('/conditions/all', index), 'value') };
  }
  return undefined;
}
