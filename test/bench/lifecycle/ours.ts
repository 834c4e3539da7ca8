import { randomUUID } from 'node:crypto';
import { userActor } from '../../../packages/plugin/src/server/access/actor';
import type { Sidan } from '../../../packages/plugin/src/server/sidan';
import type { Built, Cast, Host, User, Way } from './cast';

const PLUGIN = '@sidan/plugin-sidan';

/** The plugin's own commands, each with a key, as the actions send them. Nothing is told to the jobs, which do not run here. */
export function ours(host: Host, { runCommand }: Built, { dispatcher, declining, serving }: Cast): Way {
  const plugin = host.pm.get(PLUGIN) as { sidan: Sidan };
  const sidan: Sidan = { ...plugin.sidan, wake: () => undefined };
  const steps: [string, User, Record<string, unknown>][] = [
    ['dispatch', dispatcher, { teamIds: [declining.teamId] }],
    ['decline', declining, { reason: 'busy that day' }],
    ['dispatch', dispatcher, { teamIds: [serving.teamId] }],
    ['accept', serving, {}],
    ['start', serving, {}],
    ['finish', serving, { all: true, report: 'done' }],
  ];
  return async (orderId) => {
    for (const [type, user, data] of steps) {
      const actor = userActor({ ...user, unbound: false });
      await runCommand(sidan, { type, orderId, data, actor, now: new Date(), key: randomUUID() });
    }
    return steps.length;
  };
}
