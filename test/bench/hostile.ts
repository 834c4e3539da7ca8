import { signIn } from '../support/api';
import { uploadWrong, WRONG_PACKS } from '../support/hostile';
import { startServer } from '../support/server';
import { median, table } from './measure';
import type { Result } from './index';

const GOAL_MS = 1000;

/** Uploads every wrong pack to a running server, two at a time, while another client asks again and again: how long does that one wait? */
export async function hostile(): Promise<Result> {
  const server = await startServer({});
  try {
    const root = await signIn(server.apiUrl, server.admin.username, server.admin.password);
    const { faults, waits } = await uploadWrong(root, WRONG_PACKS);
    const sorted = [...waits].sort((a, b) => a - b);
    const longest = Math.round(sorted.at(-1)!);
    const figures = {
      packs: WRONG_PACKS.length,
      refusedAsTheyShould: WRONG_PACKS.length - faults.length,
      answersMeanwhile: waits.length,
      medianMs: Math.round(median(waits)),
      p99Ms: Math.round(sorted[Math.floor(sorted.length * 0.99)]!),
      longestMs: longest,
    };
    const rows = Object.entries(figures).map(([name, value]) => [name, String(value)]);
    return {
      table: [table([['', ''], ...rows]), ...faults].join('\n'),
      figures,
      goals: [
        { name: 'packs not refused as they should be', value: faults.length, goal: 0, met: faults.length === 0 },
        { name: 'longest wait of another client, ms', value: longest, goal: GOAL_MS, met: longest <= GOAL_MS },
      ],
    };
  } finally {
    await server.stop();
  }
}
