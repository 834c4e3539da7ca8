import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { idOfRef } from './refs';

/** With what a demo county was begun: a run that was interrupted goes on with the same, whatever it is asked for. */
export interface Begun {
  seed: string;
  scale: number;
  months: number;
  orders: number;
  /** ISO 8601: the end of the history. */
  until: string;
}

const BEGIN = 'demo:begin';
const END = 'demo:end';

/** Kept beside the idempotency keys of the demo's own commands, of which they are the first and the last. */
async function keep(sidan: Sidan, regionCode: string, key: string, answer: object): Promise<void> {
  await connectionOf(sidan.db).query(
    sidan.write(`
      insert into {sidanRequests} ([id], [regionCode], [key], [action], [actor], [bodyHash], [answer], [at], [createdAt], [updatedAt])
      values ($1::uuid, $2, $3, 'demo', 'system', '', $4::jsonb, now(), now(), now()) on conflict do nothing`),
    [idOfRef(regionCode, key), regionCode, key, JSON.stringify(answer)],
  );
}

async function find<T>(sidan: Sidan, regionCode: string, key: string): Promise<T | null> {
  const { rows } = await connectionOf(sidan.db).query<{ answer: T }>(
    sidan.write(
      `select [answer] as answer from {sidanRequests} where [regionCode] = $1 and [key] = $2 and [action] = 'demo'`,
    ),
    [regionCode, key],
  );
  return rows[0]?.answer ?? null;
}

/** Begins a demo county, or finds how it was begun before. */
export async function begin(
  sidan: Sidan,
  regionCode: string,
  wanted: Begun,
): Promise<{ begun: Begun; ended: boolean; again: boolean }> {
  const before = await find<Begun>(sidan, regionCode, BEGIN);
  if (!before) await keep(sidan, regionCode, BEGIN, wanted);
  return { begun: before ?? wanted, ended: Boolean(await find(sidan, regionCode, END)), again: Boolean(before) };
}

export const end = (sidan: Sidan, regionCode: string, summary: object): Promise<void> =>
  keep(sidan, regionCode, END, summary);

/** Keys of steps that have been carried out, with the id of their order. */
export async function doneSteps(sidan: Sidan, regionCode: string, seed: string): Promise<Map<string, string>> {
  const { rows } = await connectionOf(sidan.db).query<{ key: string; orderId: string }>(
    sidan.write(
      `select [key] as key, [answer]->>'id' as "orderId" from {sidanRequests} where [regionCode] = $1 and [key] like $2`,
    ),
    [regionCode, `demo:${seed}:%`],
  );
  return new Map(rows.map(({ key, orderId }) => [key, orderId]));
}
