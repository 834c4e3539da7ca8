import {
  compile,
  derive,
  explain as inWords,
  explainMiss,
  explainMisses,
  type Facts,
  layer,
  type Pack,
  packTexts,
  parseJson,
  type RuleSet,
  runCases,
  say,
} from '@sidan/rules';
import { type CommandSpec, many, one, WITH } from '../command';
import { EXIT, Failure } from '../exit';
import { readBytes } from '../folder';
import { loadWithParents, mustHaveRuleSet } from '../packs';
import { isDay, isObject } from '../values';

/** Says what the rules make of an event, and which of them nearly fired. */
export const explain: CommandSpec = {
  name: 'explain',
  args: '<folder>',
  summary: 'cli.explain.summary',
  example: 'sidan explain rules/base --facts event.json',
  options: [
    { flags: '--facts <file>', text: 'cli.explain.facts' },
    { flags: '--case <name>', text: 'cli.explain.case' },
    { flags: '--on <date>', text: 'cli.explain.on' },
    WITH,
  ],
  async run(io, [path = ''], options) {
    const loaded = await loadWithParents(path, many(options, 'with'));
    const whole = mustHaveRuleSet(loaded);
    const { pack, parents } = loaded;
    const packs = pack ? [...parents, pack] : parents;
    const on = one(options, 'on');
    const ruleSet = on === undefined ? whole : ruleSetOn(on, packs, path);
    const facts = await factsOf(loaded, options);
    const lookup = io.texts.with(packTexts(packs, io.texts.language));
    const outcomes = compile(ruleSet)(facts);
    const said = outcomes.map((outcome) => ({
      rule: outcome.rule,
      kind: outcome.kind,
      amount: outcome.amount,
      text: say(inWords(outcome), lookup),
    }));
    const misses = explainMisses(ruleSet, derive(ruleSet.facts, facts)).map((miss) => ({
      rule: miss.rule,
      text: say(explainMiss(miss), lookup),
    }));
    if (said.length === 0) io.line(io.texts.t('cli.explain.nothing'));
    for (const { text } of said) io.line(text);
    if (misses.length > 0) io.line(io.texts.t('cli.explain.misses'));
    for (const { text } of misses) io.line(`  ${text}`);
    io.answer({ ok: true, outcomes: said, misses });
    return EXIT.ok;
  },
};

function ruleSetOn(on: string, packs: readonly Pack[], path: string): RuleSet {
  if (!isDay(on)) throw new Failure(EXIT.usage, 'cli.error.date', { date: on });
  const layered = layer(packs, { on });
  if (!layered.ok) throw new Failure(EXIT.problems, 'cli.error.unsound', { path, count: layered.problems.length });
  return layered.ruleSet;
}

async function factsOf(
  { pack, parents }: Awaited<ReturnType<typeof loadWithParents>>,
  options: Readonly<Record<string, unknown>>,
): Promise<Facts> {
  const file = one(options, 'facts');
  const name = one(options, 'case');
  if (name !== undefined && pack) {
    const found = runCases(pack, parents).results.find((result) => result.name === name);
    if (!found) throw new Failure(EXIT.usage, 'cli.error.noCase', { name });
    return found.facts;
  }
  if (file === undefined) throw new Failure(EXIT.usage, 'cli.error.noFacts');
  const read = parseJson(await readBytes(file), file);
  if ('problem' in read) {
    throw new Failure(EXIT.io, 'cli.error.syntax', { path: file, line: Number(read.problem.params.line ?? 1) });
  }
  if (!isObject(read.value)) throw new Failure(EXIT.io, 'cli.error.facts', { path: file });
  return read.value as Facts;
}
