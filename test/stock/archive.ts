import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const REPO = path.join(__dirname, '../..');
const { version: VERSION } = JSON.parse(readFileSync(path.join(REPO, 'packages/plugin/package.json'), 'utf8')) as {
  version: string;
};

/** What `npm run build` leaves for the plugin manager's upload. */
export const archive = { version: VERSION, file: path.join(REPO, 'dist', `plugin-sidan-${VERSION}.tgz`) };

/** A column that the release before did not have: one that no page of ours shows, or the earlier one could not make it. */
export const NEWER_FIELD = { collection: 'sidanCounties', field: 'notice' };

const LATER = `    longText('${NEWER_FIELD.field}'),\n`;

/** The same archive as an earlier release would have been: a lower version, and one field fewer. */
export function earlierArchive(home: string): { version: string; file: string } {
  const version = '0.0.9';
  const work = path.join(home, 'earlier');
  mkdirSync(work);
  execFileSync('tar', ['-xzf', archive.file, '-C', work]);
  const manifest = path.join(work, 'package/package.json');
  writeFileSync(manifest, JSON.stringify({ ...(JSON.parse(readFileSync(manifest, 'utf8')) as object), version }));
  const collection = path.join(work, `package/dist/server/collections/${NEWER_FIELD.collection}.js`);
  const code = readFileSync(collection, 'utf8');
  if (!code.includes(LATER))
    throw new Error(`${collection} has no ${NEWER_FIELD.field}: name another field that no page shows`);
  writeFileSync(collection, code.replace(LATER, ''));
  const file = path.join(home, `plugin-sidan-${version}.tgz`);
  execFileSync('tar', ['-czf', file, '-C', work, 'package']);
  return { version, file };
}
