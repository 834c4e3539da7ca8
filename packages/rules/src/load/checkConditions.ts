/**
 * Checks the conditions of a rule against the fact catalogue and refuses whatever json-rules-engine would read differently
 * from what its author meant: an empty `all` or `any` is true there, `in` on a text finds substrings, "9" > 10 compares texts.
 */
import { isOperator, OPERATORS } from '../conditions/operators';
import type { FactCatalogue, FactDefinition } from '../facts';
import { LIMITS } from '../limits';
import { pointer, problem, type Problem } from '../problem';
import { checkOperand } from './checkOperand';

const GROUPS = ['all', 'any', 'not'] as const;

interface Walk {
  readonly file: string;
  readonly catalogue: FactCatalogue;
  readonly problems: Problem[];
  nodes: number;
}

export function checkConditions(conditions: unknown, file: string, path: string, catalogue: FactCatalogue): Problem[] {
  const walk: Walk = { file, catalogue, problems: [], nodes: 0 };
  if (isObject(conditions) && 'fact' in conditions) {
    // The stock engine wants a group at the top.
    walk.problems.push(problem('CONDITION_SHAPE', file, path, {}));
  } else visit(conditions, path, 1, walk);
  return walk.problems;
}

/** The same for a condition that may be a single comparison: of what a measured fact counts. */
export function checkCondition(condition: unknown, file: string, path: string, catalogue: FactCatalogue): Problem[] {
  const walk: Walk = { file, catalogue, problems: [], nodes: 0 };
  visit(condition, path, 1, walk);
  return walk.problems;
}

function visit(node: unknown, path: string, depth: number, walk: Walk): void {
  const { file, problems } = walk;
  walk.nodes += 1;
  if (walk.nodes === LIMITS.conditionNodesMax + 1) {
    problems.push(problem('CONDITION_TOO_MANY', file, path, { max: LIMITS.conditionNodesMax }));
  }
  if (walk.nodes > LIMITS.conditionNodesMax) return;
  if (depth > LIMITS.conditionDepthMax) {
    problems.push(problem('CONDITION_TOO_DEEP', file, path, { max: LIMITS.conditionDepthMax }));
    return;
  }
  const keys = isObject(node) ? Object.keys(node) : [];
  const group = GROUPS.find((name) => keys.length === 1 && keys[0] === name);
  if (!isObject(node) || (group === undefined && !isTest(keys))) {
    problems.push(problem('CONDITION_SHAPE', file, path, {}));
  } else if (group === undefined) checkTest(node, path, walk);
  else if (group === 'not') visit(node.not, pointer(path, 'not'), depth + 1, walk);
  else visitParts(node[group], group, pointer(path, group), depth, walk);
}

function visitParts(parts: unknown, group: string, path: string, depth: number, walk: Walk): void {
  if (!Array.isArray(parts)) walk.problems.push(problem('CONDITION_SHAPE', walk.file, path, {}));
  else if (parts.length === 0) walk.problems.push(problem('CONDITION_EMPTY', walk.file, path, { group }));
  else parts.forEach((part, index) => visit(part, pointer(path, index), depth + 1, walk));
}

/** Exactly these three: `path`, `params` and a `priority` of conditions would be read by the engine and by nobody else. */
function isTest(keys: readonly string[]): boolean {
  return keys.length === 3 && keys.includes('fact') && keys.includes('operator') && keys.includes('value');
}

function checkTest(node: Record<string, unknown>, path: string, walk: Walk): void {
  const { file, problems } = walk;
  const fact = knownFact(node.fact, pointer(path, 'fact'), walk);
  const { operator } = node;
  if (!isOperator(operator)) {
    problems.push(problem('OPERATOR_UNKNOWN', file, pointer(path, 'operator'), { operator: String(operator) }));
    return;
  }
  if (fact === undefined) return;
  const spec = OPERATORS[operator];
  if (!(spec.facts as readonly string[]).includes(fact.type)) {
    const params = { operator, fact: fact.name, type: fact.type };
    problems.push(problem('OPERATOR_TYPE', file, pointer(path, 'operator'), params));
    return;
  }
  const at = pointer(path, 'value');
  if (isObject(node.value)) {
    // A `path` or `params` beside the fact would be read by the engine and by nobody else.
    const isPlain = Object.keys(node.value).length === 1 && 'fact' in node.value;
    if (!isPlain) problems.push(problem('CONDITION_SHAPE', file, at, {}));
    const other = isPlain ? knownFact(node.value.fact, pointer(at, 'fact'), walk) : undefined;
    if (other) problems.push(...checkOtherFact(operator, fact, other, file, at));
  } else problems.push(...checkOperand(operator, fact, node.value, file, at));
}

function knownFact(name: unknown, path: string, walk: Walk): FactDefinition | undefined {
  const fact = typeof name === 'string' ? walk.catalogue.get(name) : undefined;
  if (fact === undefined) walk.problems.push(problem('FACT_UNKNOWN', walk.file, path, { fact: String(name) }));
  return fact;
}

/** A fact on the right must be of the left one's type; where a list is wanted, a missing one would stop the engine. */
function checkOtherFact(
  operator: keyof typeof OPERATORS,
  fact: FactDefinition,
  other: FactDefinition,
  file: string,
  path: string,
): Problem[] {
  if (OPERATORS[operator].operand === 'listOf') {
    return [problem('IN_NEEDS_LIST', file, path, { operator, fact: fact.name })];
  }
  const wanted = fact.type === 'list' ? 'string' : fact.type;
  return family(wanted) === family(other.type)
    ? []
    : [problem('VALUE_TYPE', file, path, { fact: fact.name, type: wanted, actual: other.type })];
}

function family(type: string): string {
  return type === 'integer' ? 'number' : type;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
