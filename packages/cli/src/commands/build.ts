import { archiveOf, digestOf, unpack } from '@sidan/rules/archive';
import { type CommandSpec, many, one, WITH } from '../command';
import { EXIT, Failure } from '../exit';
import { readFolder, writeBytes } from '../folder';
import { withWords } from '../io';
import { loadWithParents, mustHaveRuleSet } from '../packs';
import { testPack } from './test';

/** Makes the archive of a pack that is sound and whose cases pass. */
export const build: CommandSpec = {
  name: 'build',
  args: '<folder>',
  summary: 'cli.build.summary',
  example: 'sidan build renqiu --out renqiu-1.0.0.tgz',
  options: [{ flags: '--out <file>', text: 'cli.build.out' }, WITH],
  async run(io, [folder = ''], options) {
    const { t } = io.texts;
    const loaded = await loadWithParents(folder, many(options, 'with'));
    if (loaded.problems.length > 0) io.problems(loaded.problems, folder);
    mustHaveRuleSet(loaded);
    const tested = testPack(io, loaded);
    if (!tested.ok || !loaded.pack) throw new Failure(EXIT.problems, 'cli.error.cases', { path: folder });
    const { name, version } = loaded.pack.manifest;
    const { bytes, leftOut } = await readFolder(folder);
    const archive = await archiveOf(bytes);
    // Documents beside the JSON can be too large for an archive, or differ in case only: better said here than by the server.
    const opened = await unpack(archive);
    if (!opened.ok) {
      io.problems(opened.problems, folder);
      io.answer({ ok: false, problems: opened.problems.map((each) => withWords(each, io.texts)) });
      return EXIT.problems;
    }
    const out = one(options, 'out') ?? `${name}-${version}.tgz`;
    await writeBytes(out, archive);
    for (const path of leftOut) io.line(t('cli.build.leftOut', { path }));
    const digest = digestOf(bytes);
    io.line(t('cli.build.done', { path: out, files: bytes.size, bytes: archive.length, digest }));
    io.answer({ ok: true, path: out, name, version, files: [...bytes.keys()], leftOut, bytes: archive.length, digest });
    return EXIT.ok;
  },
};
