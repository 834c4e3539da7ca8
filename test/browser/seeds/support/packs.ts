/** Installing a pack as an administrator does: its archive is uploaded in the settings, looked at, and put into force. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { packArchive } from '../../../support/pack';
import { button, see } from '../../support/see';
import type { Part, Play } from './play';

const EXAMPLES = resolve(__dirname, '../../../../examples/packs');

/** The archive of an example pack, as `sidan build` makes it. */
function archiveOf(folder: string): Promise<string> {
  const root = join(EXAMPLES, folder);
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return packArchive(
    Object.fromEntries(paths.map((path) => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')])),
  );
}

/** Uploads and activates; nothing else is set. `part` keeps packs of that region. */
export async function installPack(play: Play, part: Part, folder: string, name: string): Promise<void> {
  // Nobody has signed an example.
  await play.county.root.post('sidanPacks:policy', { untrusted: 'mark' });
  const page = await play.desk(part);
  await page.goto('/v/admin/settings/sidan/packs');
  await see(page.locator('[data-pack-page]'));
  const buffer = Buffer.from(await archiveOf(folder), 'base64');
  await page.locator('input[type=file]').setInputFiles({ name: `${name}.tgz`, mimeType: 'application/gzip', buffer });
  const version = page.locator('[data-pack-version]');
  await see(version);
  await button(version, '启用').click();
  const dialog = page.getByRole('dialog').last();
  await dialog.getByLabel('原因').fill('按本地办法办理');
  await button(dialog, '启用').click();
  await dialog.waitFor({ state: 'hidden' });
  await see(page.locator(`[data-pack^="${name}@"][data-use=inForce]`));
}
