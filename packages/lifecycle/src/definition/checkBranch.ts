/** The branches of one transition. */
import { checkCondition, type FactCatalogue } from '@sidan/rules/conditions';
import { factsOfEvent } from '../catalogue/facts';
import { checkKeys, isRecord, type Report } from '../problem';
import { checkActions } from './actions';
import type { Walk } from './checkMachine';
import type { EventSpec } from './event';
import { checkMeta, isOptional, type Presence } from './presence';

export function checkBranches(branches: unknown, path: string, event: EventSpec | undefined, walk: Walk): void {
  const list = Array.isArray(branches) ? (branches as unknown[]) : [branches];
  if (list.length === 0) walk.report('TRANSITION_SHAPE', path);
  list.forEach((branch, i) => {
    const at = Array.isArray(branches) ? `${path}/${i}` : path;
    checkBranch(branch, at, event, walk);
    // Whatever comes after a branch without a guard can never be taken, unless the branch is not always there.
    if (!isRecord(branch) || branch.guard !== undefined || i === list.length - 1) return;
    if (!isOptional(branch.meta as Presence | undefined)) walk.report('BRANCH_DEAD', at);
  });
}

function checkBranch(branch: unknown, path: string, event: EventSpec | undefined, walk: Walk): void {
  const { report, states, initial, entering, regions, facts } = walk;
  if (!isRecord(branch)) return report('TRANSITION_SHAPE', path);
  checkKeys(
    branch,
    ['target', 'guard', 'actions', 'reenter', 'description', ...(regions ? ['meta'] : [])],
    path,
    report,
  );
  if (regions) checkMeta(branch.meta, ['region', 'unless'], regions, `${path}/meta`, report);
  const { target, guard, actions } = branch;
  if (target === undefined) {
    if (actions === undefined) report('TRANSITION_EMPTY', path);
  } else if (typeof target !== 'string' || !Object.hasOwn(states, target)) {
    report('TARGET_UNKNOWN', `${path}/target`, { state: target });
  } else {
    if (target === initial) report('INITIAL_RESTS', `${path}/target`, { state: target });
    entering.set(target, [...(entering.get(target) ?? []), event]);
  }
  if (guard !== undefined) checkGuard(guard, `${path}/guard`, factsOfEvent(facts, event), report);
  checkActions(actions, `${path}/actions`, [event], regions, report);
}

function checkGuard(guard: unknown, path: string, facts: FactCatalogue, report: Report): void {
  if (!isRecord(guard) || guard.type !== 'when') {
    return report('GUARD_KIND', path, { guard: isRecord(guard) ? guard.type : guard });
  }
  checkKeys(guard, ['type', 'params'], path, report);
  for (const problem of checkCondition(guard.params, '', '', facts)) {
    report(problem.code, `${path}/params${problem.path}`, problem.params);
  }
}
