import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { copy, replaceFolder } from './files.mjs';
import { dist, portalRoot } from './places.mjs';

/** The residents' web app, built by its own configuration into `packages/portal/dist`, then put where the plugin serves it from. */
export async function buildPortal() {
  const file = join(portalRoot, 'rspack.config.mjs');
  if (existsSync(file)) {
    const config = (await import(pathToFileURL(file).href)).default;
    await bundle(typeof config === 'function' ? await config({ production: true }, { mode: 'production' }) : config);
  }
  await replaceFolder(join(dist, 'portal'), (folder) => copy(join(portalRoot, 'dist'), folder));
}
