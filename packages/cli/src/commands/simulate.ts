import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type Measure, packTexts, say, type SimulatedEvent, type Simulation, simulator } from '@sidan/rules';
import { type CommandSpec, many, one, WITH } from '../command';
import { EXIT, Failure } from '../exit';
import type { Io } from '../io';
import { loadWithParents, mustHaveRuleSet } from '../packs';
import { isMoment, isObject } from '../values';

/** Runs two versions of the rules over past events, one JSON object a line. */
export const simulate: CommandSpec = {
  name: 'simulate',
  args: '<before> <after>',
  summary: 'cli.simulate.summary',
  example: 'sidan simulate rules/base renqiu --events 2024.jsonl',
  options: [{ flags: '--events <file>', text: 'cli.simulate.events', required: true }, WITH],
  async run(io, [first = '', second = ''], options) {
    const withPaths = many(options, 'with');
    const [before, after] = [await loadWithParents(first, withPaths), await loadWithParents(second, withPaths)];
    const run = simulator(mustHaveRuleSet(before), mustHaveRuleSet(after));
    await feed(one(options, 'events') ?? '', (event, done) => {
      run.add(event);
      if (done % 1000 === 0) io.progress(io.texts.t('cli.simulate.progress', { done }));
    });
    const result = run.result();
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
    show(io, result, mostChanged);
    io.answer({ ok: true, ...result, mostChanged });
    return EXIT.ok;
  },
};

/** @throws Failure when the file cannot be read or a line is no event */
async function feed(path: string, take: (event: SimulatedEvent, done: number) => void): Promise<void> {
  await stat(path).catch(() => {
    throw new Failure(EXIT.io, 'cli.error.read', { path });
  });
  let line = 0;
  let done = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() === '') continue;
    const event = eventOf(text);
    if (!event) throw new Failure(EXIT.io, 'cli.error.event', { path, line });
    done += 1;
    take(event, done);
  }
}

function eventOf(text: string): SimulatedEvent | undefined {
  try {
    const read = JSON.parse(text) as Partial<SimulatedEvent> | null;
    const named = [read?.id, read?.person].every((each) => typeof each === 'string');
    return named && isMoment(read?.at) && isObject(read?.facts) ? (read as SimulatedEvent) : undefined;
  } catch {
    return undefined;
  }
}

type Shown = readonly (Omit<Simulation['mostChanged'][number], 'events'> & {
  readonly events: readonly {
    readonly id: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
})[];

function show(io: Io, result: Simulation, mostChanged: Shown): void {
  const { t } = io.texts;
  const { events, persons, gainers, losers, unchanged } = result;
  io.line(t('cli.simulate.summed', { events, persons, gainers, losers, unchanged }));
  for (const { asset, before, after } of result.totals) {
    const measure = result.measures[asset];
    io.line(
      t('cli.simulate.total', {
        asset,
        before: amount(before, measure),
        after: amount(after, measure),
        change: signed(after - before, measure),
      }),
    );
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
