import type { ImportStarted, ImportView } from '@sidan/plugin-sidan/api';
import { openSql } from '../support/shared';
import { startServer } from '../support/server';
import { HEADER, paper, workbook } from '../support/sheet';
import { makeWorld } from '../support/world';
import type { Result } from './index';

const ROWS = 5000;
const FAULTY = 200;

/** 5,000 paper orders with 200 faulty rows through the API and the background, and the same file again. Durable commits, as in production. */
export async function importSheet(): Promise<Result> {
  const server = await startServer({ durable: true });
  const sql = await openSql(server);
  try {
    const world = await makeWorld(server as never, '130533');
    const { client } = world.people.dispatcher;
    const file = workbook([HEADER, ...paper(world, ROWS, FAULTY).rows]).toString('base64');
    const run = async () => {
      const begun = performance.now();
      const { id } = await client.post<ImportStarted>('sidanImports:start', { file, fileName: 'paper.xlsx' });
      const takenMs = performance.now() - begun;
      for (;;) {
        const view = await client.get<ImportView>('sidanImports:progress', { filterByTk: id });
        if (view.state === 'done') return { view, takenMs, ms: performance.now() - begun };
        await new Promise((wake) => setTimeout(wake, 1000));
      }
    };
    const first = await run();
    const again = await run();
    const [orders] = await sql.query<{ n: string; kinds: string }>(
      `select count(*) as n, count(distinct "description") as kinds from "sidanOrders" where "channel" = 'batch'`,
    );
    const figures = {
      rows: ROWS,
      orders: Number(orders!.n),
      ordersTwice: Number(orders!.n) - Number(orders!.kinds),
      placed: first.view.placed,
      returned: first.view.faulty,
      takenSeconds: Math.round(first.takenMs / 100) / 10,
      seconds: Math.round(first.ms / 100) / 10,
      rowsPerSecond: Math.round(ROWS / (first.ms / 1000)),
      secondRunPlaced: again.view.placed,
      secondRunSeconds: Math.round(again.ms / 100) / 10,
    };
    const table = Object.entries(figures)
      .map(([name, value]) => `${name.padEnd(18)}${value}`)
      .join('\n');
    const goal = (name: keyof typeof figures, wanted: number) => ({
      name,
      value: figures[name],
      goal: wanted,
      met: figures[name] === wanted,
    });
    return {
      table,
      figures,
      goals: [
        goal('orders', ROWS - FAULTY),
        goal('returned', FAULTY),
        goal('ordersTwice', 0),
        goal('secondRunPlaced', 0),
      ],
    };
  } finally {
    await sql.end();
    await server.stop();
  }
}
