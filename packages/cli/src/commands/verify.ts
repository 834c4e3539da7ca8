import { openArchive, readKey, type TrustedKey, type Verdict } from '@sidan/rules/archive';
import { type CommandSpec, many } from '../command';
import { EXIT, Failure } from '../exit';
import { withWords } from '../io';
import { nameOf, readBytes } from '../folder';
import type { Texts } from '../texts';

/** Says whether an archive is what somebody trusted signed. Ends with 1 when it is not. */
export const verify: CommandSpec = {
  name: 'verify',
  args: '<archive>',
  summary: 'cli.verify.summary',
  example: 'sidan verify renqiu-1.0.0.tgz --trust hebei.pub',
  options: [{ flags: '--trust <file...>', text: 'cli.verify.trust' }],
  async run(io, [path = ''], options) {
    const trusted: TrustedKey[] = [];
    for (const file of many(options, 'trust')) {
      const publicKey = new TextDecoder().decode(await readBytes(file));
      if (!readKey(publicKey, 'public')) throw new Failure(EXIT.usage, 'cli.error.key', { path: file });
      trusted.push({ name: nameOf(file).replace(/\.pub$/, ''), publicKey });
    }
    const opened = await openArchive(await readBytes(path), trusted);
    if (!opened.ok) {
      io.problems(opened.problems, path);
      io.answer({ ok: false, problems: opened.problems.map((each) => withWords(each, io.texts)) });
      return EXIT.problems;
    }
    const { verdict, digest } = opened;
    io.line(sentence(verdict, path, io.texts));
    io.answer({ ok: verdict.status === 'trusted', ...verdict, digest });
    return verdict.status === 'trusted' ? EXIT.ok : EXIT.problems;
  },
};

function sentence(verdict: Verdict, path: string, { t }: Texts): string {
  switch (verdict.status) {
    case 'trusted':
      return t('cli.verify.trusted', { path, name: verdict.name, keyId: verdict.keyId });
    case 'unsigned':
      return t('cli.verify.unsigned', { path });
    case 'unknownKey':
      return t('cli.verify.unknownKey', { path, keyId: verdict.keyId });
    case 'changed': {
      const files = [...verdict.changed, ...verdict.added, ...verdict.removed].join(', ');
      return t('cli.verify.changed', { path, files });
    }
  }
}
