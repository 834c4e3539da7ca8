import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actorOfPerson, SYSTEM } from '../access/actor';
import { isSidanError } from '../errors';
import { requestReward } from '../shop/request';
import { runRedemption } from '../shop/run';
import { changeStock } from '../shop/stock/change';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { transact } from '../transaction';
import { idOfRef } from './refs';
import { writeBase } from './write/base';

/** Days before the end of the history on which the stocks were opened. */
const BEGUN_DAYS = 30;

/** `shop.json` of a county's folder: its outlets and rewards, and what volunteers have redeemed at the end of the history. */
interface ShopFile {
  outlets: ({ code: string; site?: string; account?: string } & Record<string, unknown>)[];
  rewards: ({ code: string; stock: Record<string, number> } & Record<string, unknown>)[];
  lowAt: number;
  redeemed: string[];
  /** One that waits to be delivered. */
  delivered?: { reward: string; outlet: string; address: string; phone: string };
}

/** Whose shop it is; the users by the person that they are. */
interface Demo {
  sidan: Sidan;
  regionCode: string;
  users: ReadonlyMap<string, number>;
}

/** 爱心超市 of the demo: rows, and then redemptions by the plugin's own commands; run again it does nothing twice. A county without `shop.json` has none. */
export async function runShop(demo: Demo, folder: string, until: Date): Promise<number> {
  const { sidan, regionCode } = demo;
  const path = join(folder, 'shop.json');
  if (!existsSync(path)) return 0;
  const shop = JSON.parse(readFileSync(path, 'utf8')) as ShopFile;
  await writeBase(sidan, rowsOf(demo, shop), () => undefined);
  await stockUp(sidan, shop, regionCode, until);
  return redeem(sidan, shop, regionCode, until);
}

function rowsOf({ regionCode, users }: Demo, { outlets, rewards, lowAt }: ShopFile) {
  const id = (ref: string) => idOfRef(regionCode, ref);
  const towns = new Map(outlets.map(({ code, townCode }) => [code, townCode ?? null]));
  return [
    {
      collection: 'sidanOutlets',
      rows: outlets.map(({ code, site, account, ...outlet }) => ({
        ...outlet,
        id: id(`outlet:${code}`),
        regionCode,
        siteId: site ? id(site) : null,
        userId: account ? (users.get(`person:${account}`) ?? null) : null,
        status: 'active',
      })),
    },
    {
      collection: 'sidanRewards',
      rows: rewards.map(({ stock: _stock, ...reward }, rank) => ({
        ...reward,
        id: id(`reward:${reward.code}`),
        regionCode,
        rank,
        status: 'active',
      })),
    },
    {
      collection: 'sidanStocks',
      rows: rewards.flatMap(({ code, stock }) =>
        Object.keys(stock).map((outlet) => ({
          id: id(`stock:${code}:${outlet}`),
          regionCode,
          rewardId: id(`reward:${code}`),
          outletId: id(`outlet:${outlet}`),
          townCode: towns.get(outlet),
          quantity: 0,
          lowAt,
        })),
      ),
    },
  ];
}

/** What was in stock when the demo began, as the first line of each stock's log. */
async function stockUp(sidan: Sidan, { rewards }: ShopFile, regionCode: string, until: Date): Promise<void> {
  const at = new Date(until.getTime() - BEGUN_DAYS * 86_400_000);
  await transact(sidan.db, async (q) => {
    const { rows } = await q.query<{ rewardId: string; outletId: string }>(
      sidan.write(
        'select [rewardId] as "rewardId", [outletId] as "outletId" from {sidanStocks} where [regionCode] = $1 and [moves] is null',
      ),
      [regionCode],
    );
    for (const { code, stock } of rewards)
      for (const [outlet, quantity] of Object.entries(stock)) {
        const of = {
          regionCode,
          rewardId: idOfRef(regionCode, `reward:${code}`),
          outletId: idOfRef(regionCode, `outlet:${outlet}`),
        };
        if (rows.some(({ rewardId, outletId }) => rewardId === of.rewardId && outletId === of.outletId))
          await changeStock(sidan, q, of, { kind: 'opening', add: quantity, at });
      }
  });
}

/** Those with most points redeem, one each; every other one has collected it by now, and the first has something brought home. Whom the rules refuse does without. */
async function redeem(sidan: Sidan, shop: ShopFile, regionCode: string, until: Date): Promise<number> {
  const { rows } = await connectionOf(sidan.db).query<{ id: string; name: string }>(
    sidan.write(`
      select p.[id] as id, p.[name] as name from {sidanAccounts} a
        join {sidanPeople} p on p.[regionCode] = $1 and p.[id]::text = a.[ownerId]
       where a.[regionCode] = $1 and a.[ownerKind] = 'person' and a.[asset] = 'points' order by a.[balance] desc, p.[id] limit $2`),
    [regionCode, shop.redeemed.length],
  );
  const ask = (
    person: { id: string; name: string },
    reward: string,
    outlet: string,
    now: Date,
    more: { key: string; delivery?: unknown },
  ) =>
    requestReward(sidan, {
      rewardId: idOfRef(regionCode, `reward:${reward}`),
      outletId: idOfRef(regionCode, `outlet:${outlet}`),
      quantity: 1,
      actor: actorOfPerson(person),
      now,
      ...more,
    }).catch(noneIfRefused);
  let done = 0;
  for (const [index, person] of rows.entries()) {
    const { code, stock } = shop.rewards.find(({ code }) => code === shop.redeemed[index])!;
    const outlet = Object.keys(stock)[index % Object.keys(stock).length]!;
    const now = new Date(until.getTime() - (rows.length - index) * 60 * 60_000);
    const made = await ask(person, code, outlet, now, { key: `demo:shop:${index}` });
    if (!made) continue;
    done += 1;
    if (index % 2 === 0) continue;
    const collected = {
      type: 'collect',
      redemptionId: made.id,
      data: { code: 'demo' },
      actor: SYSTEM,
      key: `demo:shop:${index}:collect`,
    };
    await runRedemption(sidan, { ...collected, now: new Date(now.getTime() + 20 * 60_000) }).catch(noneIfRefused);
  }
  const [first] = rows;
  if (!shop.delivered || !first) return done;
  const { reward, outlet, ...delivery } = shop.delivered;
  const brought = { delivery, key: 'demo:shop:delivered' };
  return (await ask(first, reward, outlet, until, brought)) ? done + 1 : done;
}

function noneIfRefused(error: unknown): undefined {
  if (!isSidanError(error)) throw error;
}
