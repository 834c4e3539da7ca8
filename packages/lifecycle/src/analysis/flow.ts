/** States: reached, left, ended, as far as guards and people let them; and orders that stand in those that are gone. */
import { satisfiable } from '@sidan/rules/conditions';
import { reportFlow } from '../definition/flow';
import { conditionOf } from '../path/edges';
import { factsAt, isSendable, type Subject } from './finding';

/** STATE_UNREACHABLE, STATE_NO_EXIT, STATE_STUCK, taking account of guards that never hold and events that nobody may send. */
export function analyseFlow(subject: Subject): void {
  const { file, edges, find } = subject;
  const { states, initial } = file.machine;
  const open = edges.filter((edge) => {
    if (edge.kind === 'event' && !isSendable(subject, edge.trigger)) return false;
    const condition = conditionOf(edge);
    return condition === undefined || satisfiable(condition, factsAt(subject, edge));
  });
  const targets = new Map(Object.keys(states).map((name) => [name, [] as string[]]));
  for (const { from, to } of open) targets.get(from)!.push(to);
  const finals = Object.keys(states).filter((name) => states[name]!.type === 'final');
  // Finals are not meant to be left.
  reportFlow({ initial, finals, targets }, (code, path, params) => find(code, path, params));
}

/** STATE_STRANDS: orders stand in a state that is not in this definition; a mapping must say where they go. */
export function analyseRunning({ file, context, find }: Subject): void {
  for (const [state, count] of Object.entries(context.running ?? {})) {
    if (count > 0 && !Object.hasOwn(file.machine.states, state)) {
      find('STATE_STRANDS', `machine/states/${state}`, { state, count });
    }
  }
}
