import { archiveOf, keyIdOf, readKey, signFiles, unpack } from '@sidan/rules/archive';
import { type CommandSpec, one } from '../command';
import { EXIT, Failure } from '../exit';
import { withWords } from '../io';
import { readBytes, writeBytes } from '../folder';

/** Signs an archive: whoever trusts the key knows who made it, and that nothing has changed since. */
export const sign: CommandSpec = {
  name: 'sign',
  args: '<archive>',
  summary: 'cli.sign.summary',
  example: 'sidan sign renqiu-1.0.0.tgz --key hebei.key',
  options: [
    { flags: '--key <file>', text: 'cli.sign.key', required: true },
    { flags: '--out <file>', text: 'cli.sign.out' },
  ],
  async run(io, [path = ''], options) {
    const keyFile = one(options, 'key') ?? '';
    const key = readKey(new TextDecoder().decode(await readBytes(keyFile)), 'private');
    if (!key) throw new Failure(EXIT.usage, 'cli.error.key', { path: keyFile });
    const unpacked = await unpack(await readBytes(path));
    if (!unpacked.ok) {
      io.problems(unpacked.problems, path);
      io.answer({ ok: false, problems: unpacked.problems.map((each) => withWords(each, io.texts)) });
      return EXIT.problems;
    }
    const out = one(options, 'out') ?? path;
    await writeBytes(out, await archiveOf(signFiles(unpacked.files, key)));
    const keyId = keyIdOf(key);
    io.line(io.texts.t('cli.sign.done', { path: out, keyId }));
    io.answer({ ok: true, path: out, keyId });
    return EXIT.ok;
  },
};
