import { type CommandSpec, many, WITH } from '../command';
import { EXIT } from '../exit';
import { packPaths } from '../folder';
import { withWords } from '../io';
import { loadWithParents } from '../packs';

/** Loads packs wholly and says everything that is wrong with them. */
export const validate: CommandSpec = {
  name: 'validate',
  args: '<folder...>',
  summary: 'cli.validate.summary',
  example: 'sidan validate rules/base',
  options: [WITH],
  async run(io, given, options) {
    const paths = packPaths(given);
    const { t } = io.texts;
    const packs = [];
    for (const path of paths) {
      io.progress(t('cli.progress', { done: packs.length, total: paths.length }));
      const loaded = await loadWithParents(path, many(options, 'with'));
      packs.push(loaded);
      const { problems, warnings, pack } = loaded;
      if (problems.length > 0) io.line(t('cli.validate.problems', { path, count: problems.length }));
      else
        io.line(
          t('cli.validate.sound', {
            path,
            rules: pack?.rules.length ?? 0,
            cases: pack?.cases.length ?? 0,
            warnings: warnings.length,
          }),
        );
      io.problems([...problems, ...warnings], path);
    }
    const ok = packs.every(({ problems }) => problems.length === 0);
    io.answer({
      ok,
      packs: packs.map(({ path, pack, problems, warnings }) => ({
        path,
        name: pack?.manifest.name,
        version: pack?.manifest.version,
        problems: problems.map((each) => withWords(each, io.texts)),
        warnings: warnings.map((each) => withWords(each, io.texts)),
      })),
    });
    return ok ? EXIT.ok : EXIT.problems;
  },
};
