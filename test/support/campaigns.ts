import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { CampaignEntered, PackUploaded } from '@sidan/plugin-sidan/api';
import type { Client } from './api';
import { packArchive } from './pack';
import type { Sql } from './shared';
import type { World } from './world';

const RULES = join(__dirname, '..', '..', 'rules');

const read = (path: string) => JSON.parse(readFileSync(join(RULES, path), 'utf8')) as Record<string, unknown>;

/**
 * 铜陵市郊区's own pack, every rule, fact and case as shipped, for another county: it stands on the base pack there, and has from 铜陵 what that names, the list of campaigns. The layer of the
 * lifecycle is left out.
 */
export function jiaoquFiles(regionCode: string): Record<string, unknown> {
  const folder = join(RULES, 'anhui-jiaoqu');
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith('workflows'));
  const files = Object.fromEntries(paths.map((path) => [path, read(join('anhui-jiaoqu', path))]));
  for (const lang of ['zh-CN', 'en-US']) {
    const above = Object.entries(read(`anhui-tongling/locales/${lang}.json`));
    const lists = Object.fromEntries(above.filter(([key]) => key.startsWith('list.campaigns')));
    files[`locales/${lang}.json`] = { ...files[`locales/${lang}.json`], ...lists };
  }
  return {
    ...files,
    'catalogue/campaigns.json': read('anhui-tongling/catalogue/campaigns.json'),
    'pack.json': {
      ...files['pack.json'],
      ...{ name: `jiaoqu-${regionCode}`, regionCode, extends: { name: 'base', version: '^1.0.0' } },
    },
  };
}

/** Puts it into force. */
export async function installJiaoqu({ root, regionCode }: World): Promise<void> {
  await root.post('sidanPacks:policy', { untrusted: 'mark' });
  const archive = await packArchive(jiaoquFiles(regionCode));
  const { id: versionId } = await root.post<PackUploaded>('sidanPacks:upload', { archive });
  await root.post('sidanPacks:activate', { versionId, reason: '开展“烟头不落地”活动' });
}

/** The county's day, so many days from now. */
export const dayFrom = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(
    new Date(Date.now() + days * 86_400_000),
  );

/** A campaign that collects cigarette ends and runs today, as a county's administrator makes it. */
export async function makeCampaign(client: Client, more: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  await client.post('sidanCampaigns:create', {
    ...{ id, code: 'cigarette-ends', name: '烟头不落地', nameEn: 'Cigarette ends', unit: '枚', unitEn: 'pieces' },
    ...{ startsOn: dayFrom(-1), endsOn: dayFrom(1) },
    ...more,
  });
  return id;
}

export const enter = (
  client: Client,
  campaignId: string,
  personId: string,
  quantity: unknown,
  more: Record<string, unknown> = {},
): Promise<CampaignEntered> => client.post('sidanCampaignEntries:enter', { campaignId, personId, quantity, ...more });

export const correct = (client: Client, id: string, values: Record<string, unknown>): Promise<CampaignEntered> =>
  client.post(`sidanCampaignEntries:correct?filterByTk=${id}`, values);

/** The sums that a campaign keeps, beside what its entries say. */
export async function sumsOf(sql: Sql, campaignId: string) {
  const [kept] = await sql.query(
    `select "people"::int as people, "entries"::int as entries, "quantity"::int as quantity, "given"::int as given from "sidanCampaigns" where "id" = $1`,
    [campaignId],
  );
  const [counted] = await sql.query(
    `select count(distinct "personId")::int as people, count(*)::int as entries, coalesce(sum("quantity"), 0)::int as quantity, coalesce(sum("amount"), 0)::int as given
       from "sidanCampaignEntries" where "campaignId" = $1 and "status" = 'stands'`,
    [campaignId],
  );
  return { kept, counted };
}
