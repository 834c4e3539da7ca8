import {
  budgetWords,
  layersByDay,
  type Lookup,
  type Measure,
  packTexts,
  type RuleSet,
  say,
  type Simulation,
  simulator,
  withBudget,
} from '@sidan/rules';
import { type CommandSpec, many, one, WITH } from '../command';
import { feed } from '../events';
import { EXIT, Failure } from '../exit';
import type { Io } from '../io';
import { type LoadedPack, loadWithParents, mustHaveRuleSet } from '../packs';
import { isDay } from '../values';

/** Runs two versions of the rules over past events, one JSON object a line. */
export const simulate: CommandSpec = {
  name: 'simulate',
  args: '<before> <after>',
  summary: 'cli.simulate.summary',
  example: 'sidan simulate rules/base renqiu --events 2024.jsonl',
  options: [
    { flags: '--events <file>', text: 'cli.simulate.events', required: true },
    { flags: '--on <date>', text: 'cli.simulate.on' },
    { flags: '--budget <amount...>', text: 'cli.simulate.budget' },
    WITH,
  ],
  async run(io, [first = '', second = ''], options) {
    const withPaths = many(options, 'with');
    const [before, after] = [await loadWithParents(first, withPaths), await loadWithParents(second, withPaths)];
    const on = one(options, 'on');
    if (on !== undefined && !isDay(on)) throw new Failure(EXIT.usage, 'cli.error.date', { date: on });
    const budget = budgetOf(many(options, 'budget'), after);
    const run = simulator(rulesByDay(before, on), rulesByDay(after, on));
    await feed(one(options, 'events') ?? '', (event, done) => {
      run.add(event);
      if (done % 1000 === 0) io.progress(io.texts.t('cli.simulate.progress', { done }));
    });
    const result = withBudget(run.result(), budget, mustHaveRuleSet(after).catalogue);
    const packs = [before, after].flatMap(({ pack, parents }) => [...parents, ...(pack ? [pack] : [])]);
    const lookup = io.texts.with(packTexts(packs, io.texts.language));
    const mostChanged = result.mostChanged.map((person) => ({
      ...person,
      events: person.events.map(({ id, before: was, after: is }) => ({
        id,
        before: was.map((text) => say(text, lookup)),
        after: is.map((text) => say(text, lookup)),
      })),
    }));
    show(io, result, mostChanged, lookup);
    io.answer({ ok: true, ...result, mostChanged });
    return EXIT.ok;
  },
};

/** `points=5000`: what may be spent of an asset, in its own unit. @throws Failure (exit 2) */
function budgetOf(given: readonly string[], after: LoadedPack): Record<string, number> {
  const { assets } = mustHaveRuleSet(after).catalogue;
  return Object.fromEntries(
    given.map((text) => {
      const [, asset = '', amount = ''] = /^([a-z][\w-]*)=(\d+(?:\.\d+)?)$/i.exec(text) ?? [];
      const scale = assets.get(asset)?.scale ?? (asset === 'points' ? 0 : undefined);
      const whole = Number(`${amount}e${scale}`);
      if (scale === undefined || !Number.isSafeInteger(whole))
        throw new Failure(EXIT.usage, 'cli.error.budget', { text });
      return [asset, whole];
    }),
  );
}

/** The rules of the day that is asked for, or else always of the one day. */
function rulesByDay(loaded: LoadedPack, on: string | undefined): (day: string) => RuleSet {
  mustHaveRuleSet(loaded);
  const { parents, pack, path } = loaded;
  const layered = layersByDay(pack ? [...parents, pack] : parents, { anyPack: true });
  return (day) => {
    const found = layered(on ?? day);
    if (!found.ok) throw new Failure(EXIT.problems, 'cli.error.unsound', { path, count: found.problems.length });
    return found.ruleSet;
  };
}

type Shown = readonly (Omit<Simulation['mostChanged'][number], 'events'> & {
  readonly events: readonly {
    readonly id: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
})[];

function show(io: Io, result: Simulation, mostChanged: Shown, lookup: Lookup): void {
  const { t } = io.texts;
  const { events, persons, gainers, losers, unchanged } = result;
  io.line(t('cli.simulate.summed', { events, persons, gainers, losers, unchanged }));
  for (const { asset, before, after, budget } of result.totals) {
    const measure = result.measures[asset];
    io.line(
      t('cli.simulate.total', {
        asset,
        before: amount(before, measure),
        after: amount(after, measure),
        change: signed(after - before, measure),
      }),
    );
    if (budget) io.line(`  ${say(budgetWords(budget, measure), lookup)}`);
  }
  if (mostChanged.length > 0) io.line(t('cli.simulate.most', { count: mostChanged.length }));
  for (const { person, asset, before, after, events: shown } of mostChanged) {
    const measure = result.measures[asset];
    io.line(`${person}: ${amount(before, measure)} → ${amount(after, measure)} (${signed(after - before, measure)})`);
    for (const event of shown) {
      io.line(`    ${event.id}`);
      io.line(`      ${t('cli.simulate.before')} ${event.before.join(' / ') || t('cli.simulate.nothing')}`);
      io.line(`      ${t('cli.simulate.after')} ${event.after.join(' / ') || t('cli.simulate.nothing')}`);
    }
  }
}

function amount(value: number, measure: Measure | undefined): number {
  return measure === undefined ? value : Number(`${value}e-${measure.scale}`);
}

function signed(value: number, measure: Measure | undefined): string {
  return `${value > 0 ? '+' : ''}${amount(value, measure)}`;
}
