/**
 * Rules, and alternatives in them, that can never come true; rules that another one of their group always goes before.
 */
import type { InFile } from '../pack/pack';
import { pointer, problem, type Problem } from '../problem';
import type { Condition, Rule } from '../rule';
import { type Context, restrict, type World } from './restrict';

/** A rule with the world in which it fires. */
export interface Reached extends InFile<Rule> {
  readonly world: World;
}

export function* checkReachable(
  rules: readonly InFile<Rule>[],
  context: Context,
): Generator<undefined, { problems: Problem[]; reached: Reached[] }> {
  const problems: Problem[] = [];
  const reached: Reached[] = [];
  for (const { file, value: rule } of rules) {
    yield;
    const world = worldOf(rule.conditions, context);
    if (world === undefined) {
      problems.push(problem('RULE_UNREACHABLE', file, culprit(rule.conditions, context), { rule: rule.name }));
      continue;
    }
    problems.push(...deadBranches(rule.conditions, world, '/conditions', file, context));
    reached.push({ file, value: rule, world });
  }
  return { problems, reached };
}

/** Twice, so that what comes later narrows what came before. */
function worldOf(condition: Condition, context: Context): World | undefined {
  const first = restrict(condition, false, new Map(), context);
  return first && restrict(condition, false, first, context);
}

/** The part of the topmost `all` with which the rest becomes impossible. */
function culprit(condition: Condition, context: Context): string {
  if (!('all' in condition)) return '/conditions';
  let world: World | undefined = new Map();
  for (const [index, part] of condition.all.entries()) {
    world = restrict(part, false, world, context);
    if (world === undefined) return pointer('/conditions/all', index);
  }
  return '/conditions/all';
}

/** Alternatives of an `any` that contradict what is required around them. */
function deadBranches(condition: Condition, world: World, path: string, file: string, context: Context): Problem[] {
  if ('all' in condition) {
    return condition.all.flatMap((part, index) =>
      deadBranches(part, world, pointer(`${path}/all`, index), file, context),
    );
  }
  if (!('any' in condition)) return [];
  return condition.any.flatMap((part, index) => {
    const at = pointer(`${path}/any`, index);
    const inside = restrict(part, false, world, context);
    return inside === undefined
      ? [problem('BRANCH_UNREACHABLE', file, at, {})]
      : deadBranches(part, inside, at, file, context);
  });
}

/**
 * Of the rules of a group only the one with the highest priority counts: a rule below one that fires whenever it does never
 * counts.
 */
export function* checkShadows(rules: readonly Reached[], context: Context): Generator<undefined, Problem[]> {
  const problems: Problem[] = [];
  for (const group of groupsOf(rules).values()) {
    for (const rule of group) {
      yield;
      const above = group.find((other) => other.value.priority > rule.value.priority && covers(other, rule, context));
      if (above === undefined) continue;
      const names = { rule: rule.value.name, other: above.value.name, group: groupOf(rule.value) ?? '' };
      problems.push(problem('RULE_SHADOWED', rule.file, '/conditions', names));
    }
  }
  return problems;
}

function covers(above: Reached, below: Reached, context: Context): boolean {
  const { effectiveFrom: from, effectiveTo: to } = above.value;
  const isAlways = (from ?? '') <= (below.value.effectiveFrom ?? '') && (to ?? '9') >= (below.value.effectiveTo ?? '9');
  return isAlways && restrict(above.value.conditions, true, below.world, context) === undefined;
}

function groupsOf(rules: readonly Reached[]): Map<string, Reached[]> {
  const groups = new Map<string, Reached[]>();
  for (const rule of rules) {
    const group = groupOf(rule.value);
    if (group === undefined) continue;
    const key = `${rule.value.event.type} ${group}`;
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return groups;
}

function groupOf(rule: Rule): string | undefined {
  return (rule.event.params as { readonly group?: string }).group;
}
