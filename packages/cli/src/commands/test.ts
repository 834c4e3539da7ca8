import { runCases } from '@sidan/rules';
import { type CommandSpec, many, WITH } from '../command';
import { coverageOf } from '../coverage';
import { EXIT } from '../exit';
import { packPaths } from '../folder';
import type { Io } from '../io';
import { withWords } from '../io';
import { loadWithParents, type LoadedPack } from '../packs';

/** Runs the cases of packs and shows which rules and branches no case has tried. */
export const test: CommandSpec = {
  name: 'test',
  args: '<folder...>',
  summary: 'cli.test.summary',
  example: 'sidan test rules/base',
  options: [WITH],
  async run(io, given, options) {
    const paths = packPaths(given);
    const answers = [];
    for (const path of paths) {
      io.progress(io.texts.t('cli.progress', { done: answers.length, total: paths.length }));
      answers.push(testPack(io, await loadWithParents(path, many(options, 'with'))));
    }
    const ok = answers.every((answer) => answer.ok);
    io.answer({ ok, packs: answers });
    return ok ? EXIT.ok : EXIT.problems;
  },
};

export function testPack(io: Io, { path, pack, parents, problems, ruleSet }: LoadedPack) {
  const { t } = io.texts;
  if (!pack || !ruleSet) {
    io.line(t('cli.validate.problems', { path, count: problems.length }));
    io.problems(problems, path);
    return { ok: false, path, problems: problems.map((each) => withWords(each, io.texts)) };
  }
  const report = runCases(pack, parents);
  const coverage = coverageOf(pack, ruleSet, report.results);
  const failed = report.results.filter(({ passed }) => !passed);
  for (const { file, name, expected, actual, differences } of failed) {
    io.line(t('cli.test.failed', { path, file, name }));
    if (expected && JSON.stringify(expected) !== JSON.stringify(actual)) {
      io.line(`    ${t('cli.test.expected')} ${JSON.stringify(expected)}`);
      io.line(`    ${t('cli.test.actual')} ${JSON.stringify(actual)}`);
    }
    for (const each of differences) {
      io.line(`    ${each.path}`);
      io.line(`      ${t('cli.test.expected')} ${JSON.stringify(each.expected)}`);
      io.line(`      ${t('cli.test.actual')} ${JSON.stringify(each.actual)}`);
    }
  }
  for (const rule of report.uncovered) io.line(t('cli.test.uncovered', { path, rule }));
  for (const { file, path: at, want } of coverage.missing) {
    io.line(t(want === 'holds' ? 'cli.test.neverHolds' : 'cli.test.neverFails', { file: `${path}/${file}#${at}` }));
  }
  const { rules, rulesCovered, branches, branchesCovered } = coverage;
  const passed = report.results.length - failed.length;
  io.line(t('cli.test.total', { path, passed, failed: failed.length, rules, rulesCovered, branches, branchesCovered }));
  return {
    ok: report.passed,
    path,
    passed,
    failed: failed.map(({ facts: _, ...rest }) => rest),
    uncovered: report.uncovered,
    coverage,
    problems: report.problems,
  };
}
