import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer, type Server } from '../../support/server';
import { makeWorld, orderForm, type Somebody } from '../../support/world';
import type { Result } from '../index';
import { median, table } from '../measure';
import type { Cast, Leader, Round } from './cast';

const GOAL = 0.7;
const WAIT_MS = 5 * 60_000;

/** Steps per second of the plugin's commands beside the same steps written by hand, in the process and on the database of one server, 16 clients, durable commits. */
export async function database(): Promise<Omit<Result, 'figures'> & { figures: Record<string, number> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidan-bench-'));
  const file = path.join(folder, 'result.json');
  const server = await startServer({
    durable: true,
    env: {
      NODE_OPTIONS: `--require=${path.join(__dirname, 'inside.cjs')}`,
      SIDAN_BENCH_RESULT: file,
      // Requests are served, jobs are not done: who tells people of what the steps leave behind is not measured here.
      WORKER_MODE: '!',
    },
  });
  try {
    writeFileSync(`${file}.cast.part`, JSON.stringify(await castOf(server)));
    // Whole, or not there.
    renameSync(`${file}.cast.part`, `${file}.cast`);
    return resultOf(await roundsIn(file));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function castOf(server: Server): Promise<Cast> {
  const world = await makeWorld(server, '130534');
  const { resident, dispatcher, leader, leaderTwo } = world.people;
  const { order } = await resident.client.place(orderForm(world));
  const named = ({ userId, username }: Somebody) => ({ id: userId, name: username });
  const leads = (who: Somebody, teamId: string): Leader => ({ ...named(who), personId: who.personId, teamId });
  return {
    regionCode: world.regionCode,
    orderId: order.id,
    dispatcher: named(dispatcher),
    declining: leads(leaderTwo, world.teams.two),
    serving: leads(leader, world.teams.one),
  };
}

async function roundsIn(file: string): Promise<Round[]> {
  for (const until = Date.now() + WAIT_MS; Date.now() < until; await new Promise((wake) => setTimeout(wake, 500))) {
    if (!existsSync(file)) continue;
    const { rounds, error } = JSON.parse(readFileSync(file, 'utf8')) as { rounds: Round[]; error?: string };
    if (error) throw new Error(error);
    return rounds;
  }
  throw new Error('no figures from inside the server');
}

function resultOf(rounds: readonly Round[]): Result {
  const ratios = rounds.map(({ byHand, ours }) => ours / byHand);
  const middle = { byHand: median(rounds.map((one) => one.byHand)), ours: median(rounds.map((one) => one.ours)) };
  const ratio = Math.round(median(ratios) * 100) / 100;
  return {
    table: table([
      ['16 clients, steps per second', 'by hand', 'ours', 'ratio'],
      ...rounds.map(({ byHand, ours }, i) => [
        `round ${i + 1}`,
        byHand.toFixed(0),
        ours.toFixed(0),
        ratios[i]!.toFixed(2),
      ]),
      ['median', middle.byHand.toFixed(0), middle.ours.toFixed(0), ratio.toFixed(2)],
    ]),
    figures: {
      byHandStepsPerSecond: Math.round(middle.byHand),
      databaseStepsPerSecond: Math.round(middle.ours),
      databaseRatio: ratio,
    },
    goals: [{ name: 'steps through the database / written by hand', value: ratio, goal: GOAL, met: ratio >= GOAL }],
  };
}
