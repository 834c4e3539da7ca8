import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  copyFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copy } from './files.mjs';
import { archives, dist, manifest, pluginRoot, repoRoot } from './places.mjs';

/** `dist/plugin-sidan-<version>.tgz` */
export const archive = join(archives, `${manifest.name.split('/').pop()}-${manifest.version}.tgz`);

/** Files at the top of the package besides `dist`; those that do not exist are left out. */
const extras = [
  'client.js',
  'client.d.ts',
  'client-v2.js',
  'client-v2.d.ts',
  'server.js',
  'server.d.ts',
  'README.md',
  'README.zh-CN.md',
];

/** What goes into the archive besides `dist`. */
export const packed = ['package.json', ...extras]
  .map((name) => join(pluginRoot, name))
  .concat(join(repoRoot, 'LICENSE'), join(repoRoot, 'CHANGELOG.md'));

/** Packs what a stock NocoBase needs and nothing else: no sources, no dependencies to fetch. npm itself writes the archive, without any network. */
export async function buildArchive() {
  const temporary = mkdtempSync(join(tmpdir(), 'sidan-pack-'));
  const [work, out] = [join(temporary, 'package'), join(temporary, 'out')];
  mkdirSync(work);
  mkdirSync(out);
  try {
    // `files` goes too: this folder holds exactly what is to be packed.
    const unpublished = ['devDependencies', 'private', 'scripts', 'files'];
    const published = Object.fromEntries(Object.entries(manifest).filter(([key]) => !unpublished.includes(key)));
    writeFileSync(join(work, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
    for (const name of extras) copy(join(pluginRoot, name), join(work, name));
    for (const name of ['LICENSE', 'CHANGELOG.md']) copy(join(repoRoot, name), join(work, name));
    for (const name of readdirSync(dist)) {
      if (!name.startsWith('.') && !/\.(new|old)-\d+$/.test(name)) copy(join(dist, name), join(work, 'dist', name));
    }
    npm(['pack', '--ignore-scripts', '--silent', '--offline', '--pack-destination', out], work);
    mkdirSync(archives, { recursive: true });
    const [made] = readdirSync(out);
    // Written under another name first: /tmp may be another file system, and nobody shall read half an archive.
    copyFileSync(join(out, String(made)), `${archive}.new`);
    renameSync(`${archive}.new`, archive);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * Runs the npm that started us, or the one on the path.
 * @param {string[]} args
 * @param {string} cwd
 */
function npm(args, cwd) {
  const own = process.env.npm_execpath;
  /** @type {import('node:child_process').ExecFileSyncOptions} */
  const options = { cwd, stdio: ['ignore', 'ignore', 'inherit'] };
  if (own?.endsWith('npm-cli.js') && existsSync(own)) execFileSync(process.execPath, [own, ...args], options);
  else execFileSync('npm', args, options);
}
