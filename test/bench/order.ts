import { randomUUID } from 'node:crypto';
import { call, signIn } from './http';
import { median, perSecond, table } from './measure';
import { startServer, type Server } from '../support/server';
import type { Result } from './index';

const CLIENTS = 16;
const ROUNDS = 5;
const ROUND_MS = 6000;
const GOAL = 0.8;

/**
 * The whole loop of an order through HTTP, beside the host's own bare `create` of a row with three fields on the same server. Rounds alternate, so that what
 * else the machine does falls on both.
 */
export async function order(): Promise<Result> {
  const server = await startServer({ demo: true, durable: true });
  try {
    const bare = await bareCreate(server);
    const loop = await orderLoop(server);
    // The first calls compile statements and fill caches; they count for neither.
    await perSecond(CLIENTS, 2000, bare);
    await perSecond(CLIENTS, 2000, loop);
    const rounds: { creates: number; steps: number; ratio: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const creates = await perSecond(CLIENTS, ROUND_MS, bare);
      const steps = await perSecond(CLIENTS, ROUND_MS, loop);
      rounds.push({ creates, steps, ratio: steps / creates });
    }
    const middleOf = (key: keyof (typeof rounds)[number]) =>
      Math.round(median(rounds.map((round) => round[key])) * 100) / 100;
    const middle = { creates: middleOf('creates'), steps: middleOf('steps'), ratio: middleOf('ratio') };
    const shown = rounds.map(({ creates, steps, ratio }, i) => [
      `round ${i + 1}`,
      creates.toFixed(1),
      steps.toFixed(1),
      ratio.toFixed(2),
    ]);
    return {
      table: table([
        ['', 'creates/s', 'steps/s', 'ratio'],
        ...shown,
        ['median', middle.creates.toFixed(1), middle.steps.toFixed(1), middle.ratio.toFixed(2)],
      ]),
      figures: {
        clients: CLIENTS,
        createsPerSecond: middle.creates,
        stepsPerSecond: middle.steps,
        ratio: middle.ratio,
      },
      goals: [
        {
          name: 'steps per second / bare creates per second',
          value: middle.ratio,
          goal: GOAL,
          met: middle.ratio >= GOAL,
        },
      ],
    };
  } finally {
    await server.stop();
  }
}

async function bareCreate({ apiUrl: api, admin }: Server): Promise<() => Promise<number>> {
  // Not as root, for whom the host skips its access control: as a role that passes it, as the people of the loop do.
  const headers = { ...(await signIn(api, admin.username, admin.password)), 'X-Role': 'admin' };
  const fields = [
    { name: 'title', type: 'string', interface: 'input' },
    { name: 'note', type: 'text', interface: 'textarea' },
    { name: 'number', type: 'integer', interface: 'integer' },
  ];
  await call(`${api}collections:create`, { headers, body: { name: 'benchRows', title: 'bench', fields } });
  return async () => {
    await call(`${api}benchRows:create`, {
      headers,
      body: { title: 'a row', note: 'a note of some length', number: 1 },
    });
    return 1;
  };
}

async function orderLoop({ apiUrl: api, accounts }: Server): Promise<() => Promise<number>> {
  const who = (name: string) => signIn(api, name, accounts.find(({ username }) => username === name)!.password);
  const resident = await who('renqiu-resident');
  const dispatcher = await who('renqiu-dispatcher');
  const leader = await who('renqiu-leader1');
  const menu = await call<{ rows: { id: string; needsReview: boolean }[] }>(`${api}sidanPortal:menu`, {
    method: 'GET',
  });
  const form = await call<{ towns: { code: string }[] }>(`${api}sidanPortal:form`, {
    method: 'GET',
    headers: resident,
  });
  const me = await call<{ teams: { id: string; role: string }[] }>(`${api}sidanPortal:me`, {
    method: 'GET',
    headers: leader,
  });
  const teamId = me.teams.find(({ role }) => role === 'leader')!.id;
  const placing = {
    serviceItemId: menu.rows.find((item) => !item.needsReview)!.id,
    townCode: form.towns[0]!.code,
    contactPhone: '15400000000',
    description: 'bench',
  };
  const steps: [string, Record<string, string>, object][] = [
    ['dispatch', dispatcher, { teamIds: [teamId], reason: 'bench' }],
    ['accept', leader, {}],
    ['start', leader, {}],
    ['finish', leader, { report: 'done', all: true }],
    ['confirm', resident, {}],
    ['rate', resident, { score: 5, comment: 'good' }],
  ];
  return async () => {
    const send = (address: string, headers: Record<string, string>, body: object) =>
      call<{ order: { id: string } }>(`${api}sidanOrders:${address}`, {
        headers: { ...headers, 'Idempotency-Key': randomUUID() },
        body,
      });
    const placed = await send('place', resident, placing);
    for (const [event, headers, body] of steps) await send(`${event}?filterByTk=${placed.order.id}`, headers, body);
    return steps.length + 1;
  };
}
