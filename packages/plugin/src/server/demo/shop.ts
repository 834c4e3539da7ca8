import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actorOfPerson, SYSTEM } from '../access/actor';
import { isSidanError } from '../errors';
import { requestReward } from '../shop/request';
import { runRedemption } from '../shop/run';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { idOfRef } from './refs';
import { writeBase } from './write/base';

/** `shop.json` of a county's folder: its outlets and rewards, and what volunteers have redeemed at the end of the history. */
interface ShopFile {
  outlets: ({ code: string; site?: string } & Record<string, unknown>)[];
  rewards: ({ code: string; stock: Record<string, number> } & Record<string, unknown>)[];
  lowAt: number;
  redeemed: string[];
}

/** 爱心超市 of the demo: rows, and then redemptions by the plugin's own commands; run again it does nothing twice. A county without `shop.json` has none. */
export async function runShop(sidan: Sidan, folder: string, regionCode: string, until: Date): Promise<number> {
  const path = join(folder, 'shop.json');
  if (!existsSync(path)) return 0;
  const shop = JSON.parse(readFileSync(path, 'utf8')) as ShopFile;
  await writeBase(sidan, rowsOf(shop, regionCode), () => undefined);
  return redeem(sidan, shop, regionCode, until);
}

function rowsOf({ outlets, rewards, lowAt }: ShopFile, regionCode: string) {
  const id = (ref: string) => idOfRef(regionCode, ref);
  const towns = new Map(outlets.map(({ code, townCode }) => [code, townCode ?? null]));
  return [
    {
      collection: 'sidanOutlets',
      rows: outlets.map(({ code, site, ...outlet }) => ({
        ...outlet,
        id: id(`outlet:${code}`),
        regionCode,
        siteId: site ? id(site) : null,
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
        Object.entries(stock).map(([outlet, quantity]) => ({
          id: id(`stock:${code}:${outlet}`),
          regionCode,
          rewardId: id(`reward:${code}`),
          outletId: id(`outlet:${outlet}`),
          townCode: towns.get(outlet),
          quantity,
          lowAt,
        })),
      ),
    },
  ];
}

/** Those with most points redeem, one each; every other one has collected it by now. Whom the rules refuse does without. */
async function redeem(sidan: Sidan, shop: ShopFile, regionCode: string, until: Date): Promise<number> {
  const { rows } = await connectionOf(sidan.db).query<{ id: string; name: string }>(
    sidan.write(`
      select p.[id] as id, p.[name] as name from {sidanAccounts} a
        join {sidanPeople} p on p.[regionCode] = $1 and p.[id]::text = a.[ownerId]
       where a.[regionCode] = $1 and a.[ownerKind] = 'person' and a.[asset] = 'points' order by a.[balance] desc, p.[id] limit $2`),
    [regionCode, shop.redeemed.length],
  );
  let done = 0;
  for (const [index, person] of rows.entries()) {
    const reward = shop.rewards.find(({ code }) => code === shop.redeemed[index])!;
    const outlet = Object.keys(reward.stock)[index % Object.keys(reward.stock).length]!;
    const now = new Date(until.getTime() - (rows.length - index) * 60 * 60_000);
    const made = await requestReward(sidan, {
      rewardId: idOfRef(regionCode, `reward:${reward.code}`),
      outletId: idOfRef(regionCode, `outlet:${outlet}`),
      quantity: 1,
      actor: actorOfPerson(person),
      now,
      key: `demo:shop:${index}`,
    }).catch(noneIfRefused);
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
  return done;
}

function noneIfRefused(error: unknown): undefined {
  if (!isSidanError(error)) throw error;
}
