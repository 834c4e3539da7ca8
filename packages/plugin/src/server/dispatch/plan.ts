/** Where the plan of dispatch has a say in a county's lifecycle. */
import type { Definition, DispatchPlan, PlainFile } from '@sidan/lifecycle';
import type { Lifecycle } from '../lifecycles';

/** The states between which the plan moves an order: nobody is asked, teams are asked, all may claim. */
export const WAITING = 'waiting';
export const OFFERED = 'offered';
export const CLAIMABLE = 'claimable';

/** The timer by which the plan takes its turn. The dot keeps it out of the history, like that of a warning. */
export const TURN = 'dispatch.turn';

/** Told to the dispatcher when the plan has come to its end. */
export const HAND = 'hand';

/** The county's plan, where it does more than to wait for the dispatcher. */
export const planOf = ({ dispatch }: Pick<Definition, 'dispatch'>): DispatchPlan | undefined =>
  dispatch?.rounds.some(({ to }) => to !== 'ask') ? dispatch : undefined;

const asking = new WeakMap<Lifecycle, ReadonlySet<string>>();

/** Whether a guard asks what comes next by the plan when `trigger` comes in `state`. */
export function asksNext(lifecycle: Lifecycle, state: string, trigger: string): boolean {
  let known = asking.get(lifecycle);
  if (!known) {
    const { states } = (JSON.parse(lifecycle.text) as PlainFile).machine;
    known = new Set(
      Object.entries(states).flatMap(([name, { on, after }]) =>
        Object.entries({ ...on, ...after })
          .filter(([, branches]) => JSON.stringify(branches).includes('"dispatch.next"'))
          .map(([event]) => `${name} ${event}`),
      ),
    );
    asking.set(lifecycle, known);
  }
  return known.has(`${state} ${trigger}`);
}
