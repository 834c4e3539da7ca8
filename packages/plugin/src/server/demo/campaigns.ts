import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { correctEntry, enterHandedIn } from '../campaigns';
import { dayOf } from '../packs/regions';
import { readerOf } from '../reads/reader';
import type { Sidan } from '../sidan';
import type { Base } from './base';
import type { County } from './county';
import { actors } from './history';
import { idOfRef } from './refs';
import { say } from './say';
import { writeBase } from './write/base';

/** Who hands something in: an account, or somebody of a town who has none. */
type Giver = { account: string } | { town: string; nth: number };

/** `campaigns.json` of a county's folder: what is collected, from so many days before the end of the history until so many after it, and what was handed in; `by` is who stands there. */
interface CampaignsFile {
  campaigns: ({ code: string; daysBefore: number; daysAfter: number } & Record<string, unknown>)[];
  entries: ({ campaign: string; by: string; quantity: number; note?: string; corrected?: Correction } & Giver)[];
}

interface Correction {
  quantity: number;
  reason: string;
}

interface Demo {
  sidan: Sidan;
  county: County;
  base: Base;
  /** The host's user of each person who has one. */
  users: Map<string, number>;
}

const DAY_MS = 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;
/** After which a slip is noticed. */
const NOTICED_MS = 10 * 60_000;

/** 一次性活动 of the demo: rows, and then what was handed in by the product's own commands; run again it does nothing twice. A county without the file has none. @returns how many entries */
export async function runCampaigns(demo: Demo, folder: string, until: Date): Promise<number> {
  const path = join(folder, 'campaigns.json');
  if (!existsSync(path)) return 0;
  const { campaigns, entries } = JSON.parse(readFileSync(path, 'utf8')) as CampaignsFile;
  const { sidan, county, base } = demo;
  const own = (code: string) => idOfRef(county.regionCode, `campaign:${code}`);
  const dayFrom = (days: number) => dayOf(new Date(until.getTime() + days * DAY_MS));
  const rows = campaigns.map(({ daysBefore, daysAfter, ...campaign }) => ({
    ...{ ...campaign, id: own(campaign.code), regionCode: county.regionCode, asset: 'points', status: 'active' },
    ...{ startsOn: dayFrom(-daysBefore), endsOn: dayFrom(daysAfter) },
  }));
  await writeBase(sidan, [{ collection: 'sidanCampaigns', rows }], () => undefined);
  const actorOf = actors(demo);
  let done = 0;
  for (const [index, { campaign, by, quantity, note, corrected, ...giver }] of entries.entries()) {
    const personId = giverOf(base, county.regionCode, giver);
    // A small county has few people in each town.
    if (!personId) continue;
    const at = new Date(until.getTime() - (entries.length - index) * HOUR_MS);
    const then: Sidan = { ...sidan, clock: () => at, wake: () => undefined };
    const reader = readerOf(then, await actorOf(`person:${by}`), 'zh-CN', say);
    const key = `demo:campaign:${index}`;
    const id = await enterHandedIn(reader, { campaignId: own(campaign), personId, quantity, note }, key);
    if (corrected) {
      const later = { ...reader, sidan: { ...then, clock: () => new Date(at.getTime() + NOTICED_MS) } };
      await correctEntry(later, id, { ...corrected }, `${key}:corrected`);
    }
    done += 1;
  }
  return done;
}

function giverOf({ people }: Base, regionCode: string, giver: Giver): string | undefined {
  const ref =
    'account' in giver
      ? `person:${giver.account}`
      : people.filter(({ townCode, account }) => townCode === giver.town && !account)[giver.nth]?.ref;
  return ref && idOfRef(regionCode, ref);
}
