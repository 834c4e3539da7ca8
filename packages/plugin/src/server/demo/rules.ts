import { createPrivateKey } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@sidan/rules';
import { archiveOf, makeKeys, signFiles, type PackBytes } from '@sidan/rules/archive';
import type { Actor } from '../access/actor';
import { locale } from '../assets';
import { decidePack } from '../packs/activate';
import { distrustKey, trustKey } from '../packs/trust';
import { uploadPack, type Uploaded } from '../packs/upload';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';

/**
 * A county's folder may hold a rule pack of its own (`pack/`), beside those that are shipped. Its administrator uploads and activates it as anybody
 * would, on the day on which the history begins, so that the history is decided by it.
 * @throws what uploading and activating refuse, for instance a pack that does not fit those around it
 */
export async function adoptPack(sidan: Sidan, folder: string, administrator: Actor, since: Date): Promise<boolean> {
  const root = join(folder, 'pack');
  if (!existsSync(root)) return false;
  const texts = locale('zh-CN');
  const { title } = JSON.parse(readFileSync(join(root, 'pack.json'), 'utf8')) as Manifest;
  const name = title['zh-CN'] ?? '';
  const then: Sidan = { ...sidan, clock: () => since };
  const { id } = await uploadSigned(then, administrator, filesIn(root), { name, texts });
  const decision = { do: 'activate', versionId: id, reason: name, actor: administrator, key: 'demo:pack' } as const;
  await decidePack(then, { ...decision, texts });
  return true;
}

/** Packs that nobody signed are refused: so this one is, with a key that is trusted for as long as that takes. */
async function uploadSigned(
  sidan: Sidan,
  administrator: Actor,
  files: PackBytes,
  { name, texts }: { name: string; texts: Record<string, string> },
): Promise<Uploaded> {
  const { publicKey, privateKey } = makeKeys();
  const q = connectionOf(sidan.db);
  const trusted = { name, publicKey, by: administrator.name, at: sidan.clock() };
  const { keyId } = await trustKey(sidan, q, trusted);
  try {
    const archive = await archiveOf(signFiles(files, createPrivateKey(privateKey)));
    return await uploadPack(sidan, administrator, archive, { language: 'zh-CN', texts });
  } finally {
    await distrustKey(sidan, q, keyId);
  }
}

function filesIn(root: string): Map<string, Uint8Array> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return new Map(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(root, name))]));
}
