import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PackUploaded } from '@sidan/plugin-sidan/api';
import { packArchive } from '../pack';
import type { Sql } from '../shared';
import type { World } from '../world';

const PACKS = join(__dirname, '..', '..', '..', 'examples', 'packs');

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)],
  );

/** The files of a pack of `examples/packs`, as they are; only the region is another: that of the county in which it is tried. */
export function documentFiles(folder: string, regionCode: string): Record<string, unknown> {
  const root = join(PACKS, folder);
  const files = filesUnder(root).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => {
      const path = relative(root, file);
      const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
      return [path, path === 'pack.json' ? { ...content, regionCode } : content];
    }),
  );
}

/** Puts the pack of a published document into force in a county, as an administrator does; in force since `since`, that the days of its cases can be gone through. */
export async function installDocument(
  world: World,
  sql: Sql,
  folder: string,
  since = '2024-01-01T00:00:00Z',
  more: Record<string, unknown> = {},
): Promise<void> {
  await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
  const archive = await packArchive({ ...documentFiles(folder, world.regionCode), ...more });
  const { id: versionId } = await world.root.post<PackUploaded>('sidanPacks:upload', { archive });
  await world.root.post('sidanPacks:activate', { versionId, reason: '按公开办法试行' });
  await sql.query('update "sidanPackActivations" set "effectiveFrom" = $1 where "regionCode" = $2', [
    since,
    world.regionCode,
  ]);
}

/** The pack of a published document under another name, for a name belongs to one county of an installation. */
export function namedApart(folder: string, regionCode: string, suffix: string): Record<string, unknown> {
  const pack = documentFiles(folder, regionCode)['pack.json'] as { name: string };
  return { 'pack.json': { ...pack, name: `${pack.name}-${suffix}` } };
}

/** The pack of a published document in a county where the base pack's shop is open as well: another pack, for a name belongs to one county of an installation. */
export function withShop(folder: string, regionCode: string): Record<string, unknown> {
  const pack = documentFiles(folder, regionCode)['pack.json'] as { name: string; off: { rule: string }[] };
  const off = pack.off.filter(({ rule }) => rule !== 'goods');
  return { 'pack.json': { ...pack, name: `${pack.name}-with-shop`, off } };
}
