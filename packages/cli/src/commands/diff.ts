import { diff as changesBetween, layer, type Pack, packTexts, type RuleSet, say } from '@sidan/rules';
import { type CommandSpec, many, WITH } from '../command';
import { EXIT, Failure } from '../exit';
import { loadWithParents, mustHaveRuleSet } from '../packs';

/** Two versions of a pack; or, of one pack, what it changes over its parents. */
export const diff: CommandSpec = {
  name: 'diff',
  args: '<before> [after]',
  summary: 'cli.diff.summary',
  example: 'sidan diff renqiu-1.0.0.tgz renqiu',
  options: [WITH],
  async run(io, [first = '', second], options) {
    const withPaths = many(options, 'with');
    const one = await loadWithParents(first, withPaths);
    const other = second === undefined ? undefined : await loadWithParents(second, withPaths);
    const before = other ? mustHaveRuleSet(one) : parentsOnly(one.parents, first);
    const after = mustHaveRuleSet(other ?? one);
    const packs = [one, ...(other ? [other] : [])].flatMap(({ pack, parents }) => [
      ...parents,
      ...(pack ? [pack] : []),
    ]);
    const { language, t } = io.texts;
    const lookup = io.texts.with(packTexts(packs, language));
    const changes = changesBetween(before, after).map(({ words, reason, ...change }) => ({
      ...change,
      text: say(words, lookup),
      reason: reason?.[language] ?? reason?.['zh-CN'],
    }));
    io.line(changes.length === 0 ? t('cli.diff.none') : t('cli.diff.count', { count: changes.length }));
    for (const { text, reason } of changes) {
      io.line(`- ${text}`);
      if (reason) io.line(`  ${t('cli.diff.reason', { reason })}`);
    }
    io.answer({ ok: true, changes });
    return EXIT.ok;
  },
};

function parentsOnly(parents: readonly Pack[], path: string): RuleSet {
  const layered = layer(parents);
  if (!layered.ok) throw new Failure(EXIT.problems, 'cli.error.unsound', { path, count: layered.problems.length });
  return layered.ruleSet;
}
