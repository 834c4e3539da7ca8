/** Runs inside NocoBase (`inside.cjs`): both ways in turn, with orders that are made before any time is taken. */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { byHand } from './byHand';
import { withClient, type Built, type Cast, type Host, type Round, type Way } from './cast';
import { ours } from './ours';

const CLIENTS = 16;
const ROUNDS = 7;
/** Orders of a round, each way; a multiple of the clients. */
const ORDERS = 192;

export async function inside(host: Host, built: Built): Promise<Round[]> {
  const cast = await told();
  const ways = { byHand: byHand(host, cast), ours: ours(host, built, cast) };
  const orders = await makeOrders(host, cast, 2 * (ROUNDS + 2) * ORDERS);
  const rate = (way: Way) => stepsPerSecond(way, orders.splice(0, ORDERS));
  const round = async (): Promise<Round> => ({ byHand: await rate(ways.byHand), ours: await rate(ways.ours) });
  // The first rounds compile statements and fill caches; they count for neither. The statistics are then those of a database that has worked for a day.
  await round();
  await withClient(host, (client) => client.query({ text: 'analyze', values: [] }));
  await round();
  const rounds: Round[] = [];
  while (rounds.length < ROUNDS) rounds.push(await round());
  return rounds;
}

/** So many orders and not so many seconds: where the machine is slow, each way has the same to do all the same. */
async function stepsPerSecond(way: Way, orders: string[]): Promise<number> {
  const begun = performance.now();
  let steps = 0;
  const client = async () => {
    for (let id = orders.pop(); id; id = orders.pop()) {
      // Not `steps += await …`: that reads `steps` before the wait.
      const taken = await way(id);
      steps += taken;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return steps / ((performance.now() - begun) / 1000);
}

async function makeOrders(host: Host, { orderId }: Cast, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await withClient(host, (client) => client.query({ text: LIKE_IT, values: [orderId, ids] }));
  return ids;
}

const LIKE_IT = `
  insert into "sidanOrders"
  select (jsonb_populate_record(o, jsonb_build_object('id', n.id, 'orderNo', n.id))).*
    from "sidanOrders" o, unnest($2::text[]) as n(id) where o."id" = $1::uuid`;

/** The bench makes the county while this waits. */
async function told(): Promise<Cast> {
  const file = `${process.env.SIDAN_BENCH_RESULT}.cast`;
  while (!existsSync(file)) await new Promise((wake) => setTimeout(wake, 200));
  return JSON.parse(readFileSync(file, 'utf8')) as Cast;
}
