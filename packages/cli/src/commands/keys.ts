import { lstat } from 'node:fs/promises';
import { makeKeys } from '@sidan/rules/archive';
import { type CommandSpec } from '../command';
import { EXIT, Failure } from '../exit';
import { writeBytes } from '../folder';

/** Makes a pair of keys: `<name>.key` to sign with and keep secret, `<name>.pub` to hand out. Never overwrites one. */
export const keys: CommandSpec = {
  name: 'keys',
  args: '<name>',
  summary: 'cli.keys.summary',
  example: 'sidan keys hebei',
  options: [],
  async run(io, [name = '']) {
    const [secret, open] = [`${name}.key`, `${name}.pub`];
    for (const path of [secret, open]) {
      const there = await lstat(path).catch(() => undefined);
      if (there) throw new Failure(EXIT.io, 'cli.error.exists', { path });
    }
    const pair = makeKeys();
    await writeBytes(secret, pair.privateKey, 0o600);
    await writeBytes(open, pair.publicKey);
    io.line(io.texts.t('cli.keys.done', { secret, open, keyId: pair.keyId }));
    io.answer({ ok: true, keyId: pair.keyId, privateKey: secret, publicKey: open });
    return EXIT.ok;
  },
};
