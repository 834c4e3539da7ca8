import {
  compile,
  derive,
  explain as inWords,
  explainMiss,
  explainMisses,
  explainSettlement,
  type Facts,
  isMoment,
  layer,
  localMoment,
  type Pack,
  packTexts,
  parseJson,
  type RuleSet,
  runCases,
  say,
  settle,
} from '@sidan/rules';
import { type CommandSpec, many, one, WITH } from '../command';
import { EXIT, Failure } from '../exit';
import { readBytes } from '../folder';
import { type LoadedPack, loadWithParents, mustHaveRuleSet } from '../packs';
import { isObject } from '../values';

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
    mustHaveRuleSet(loaded);
    const { pack, parents } = loaded;
    const packs = pack ? [...parents, pack] : parents;
    const { facts, at } = await eventOf(loaded, options);
    const ruleSet = ruleSetOn(at.slice(0, 10), packs, path);
    const lookup = io.texts.with(packTexts(packs, io.texts.language));
    const outcomes = compile(ruleSet)(facts);
    const said = outcomes.map((outcome) => ({
      rule: outcome.rule,
      kind: outcome.kind,
      amount: outcome.amount,
      text: say(inWords(outcome), lookup),
    }));
    const complete = derive(ruleSet.facts, facts);
    const settlement = explainSettlement(ruleSet, outcomes, settle(ruleSet, outcomes, complete, { at })).map(
      ({ part, rules, text }) => ({ part, rules, text: say(text, lookup) }),
    );
    const misses = explainMisses(ruleSet, complete).map((miss) => ({
      rule: miss.rule,
      text: say(explainMiss(miss), lookup),
    }));
    if (settlement.length === 0) io.line(io.texts.t('cli.explain.nothing'));
    for (const { text } of settlement) io.line(text);
    if (misses.length > 0) io.line(io.texts.t('cli.explain.misses'));
    for (const { text } of misses) io.line(`  ${text}`);
    io.answer({ ok: true, at, outcomes: said, settlement, misses });
    return EXIT.ok;
  },
};

function ruleSetOn(on: string, packs: readonly Pack[], path: string): RuleSet {
  const layered = layer(packs, { on });
  if (!layered.ok) throw new Failure(EXIT.problems, 'cli.error.unsound', { path, count: layered.problems.length });
  return layered.ruleSet;
}

/** The facts, and when: as asked, or when the case happened, or today, as long as the pack is in force. */
async function eventOf(
  loaded: LoadedPack,
  options: Readonly<Record<string, unknown>>,
): Promise<{ readonly facts: Facts; readonly at: string }> {
  const on = one(options, 'on');
  if (on !== undefined && !isMoment(on)) throw new Failure(EXIT.usage, 'cli.error.date', { date: on });
  const facts = await factsOf(loaded, options);
  const { effectiveFrom = '', effectiveTo } = loaded.pack?.manifest ?? {};
  const name = one(options, 'case');
  const item = loaded.pack?.cases.find(({ value }) => value.name === name)?.value;
  if (on !== undefined || item) return { facts, at: localMoment(on ?? item?.at ?? effectiveFrom) };
  const now = localMoment(new Date().toISOString());
  if (now.slice(0, 10) < effectiveFrom) return { facts, at: effectiveFrom };
  return { facts, at: effectiveTo !== undefined && now.slice(0, 10) > effectiveTo ? effectiveTo : now };
}

async function factsOf({ pack, parents }: LoadedPack, options: Readonly<Record<string, unknown>>): Promise<Facts> {
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
