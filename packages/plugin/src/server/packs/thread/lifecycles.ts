import {
  analyseLayers,
  CAPACITIES,
  compose,
  localeKey,
  type AnalysisContext,
  type Change,
  type Composed,
  type EffectType,
  type PlainFile,
} from '@sidan/lifecycle';
import { lookupIn, message, say, type FactDefinition, type Message, type Pack } from '@sidan/rules';
import type { WorkCalendarSetting } from '../../../api/types';
import { calendarsFor } from '../../calendar';
import { catalogueWith } from '../../lifecycles/facts';
import { layersIn } from '../../lifecycles/layers';
import { sayFound, type Found } from '../../lifecycles/problems';
import type { Fault } from '../stackError';
import type { SaidProblem } from '../said';

/** What the thread is told of lifecycles. Plain data. */
export interface LifecycleGround {
  /** The shipped definitions by name. */
  bases: Readonly<Record<string, unknown>>;
  /** What the plugin carries out for orders. */
  effects: readonly EffectType[];
  /** What counties have set of their work calendars, by their codes. */
  calendars?: Readonly<Record<string, WorkCalendarSetting | null>>;
  /** The years whose holidays should be known. */
  years?: readonly number[];
}

export interface LifecyclesInspected {
  problems: SaidProblem[];
  warnings: SaidProblem[];
  changes: { what: string; change: string; words: string; reason?: string }[];
  /** The states of orders by the lifecycle that the pack makes; none when it does not touch that. */
  states?: string[];
}

interface Asked extends LifecycleGround {
  facts: readonly FactDefinition[];
  texts: Readonly<Record<string, string>>;
  language: string;
}

/** Somebody may hold each capacity here. */
export const contextOf = (
  name: string,
  { facts, effects, calendars = {}, years = [] }: Pick<Asked, 'facts' | 'effects' | 'calendars' | 'years'>,
  regionCode = '',
): AnalysisContext => ({
  facts: catalogueWith(facts),
  calendars: calendarsFor(calendars[regionCode.slice(0, 6)]),
  years,
  ...(name === 'order' ? { capacities: CAPACITIES, effects } : {}),
});

/**
 * Checks what a pack lays over lifecycles, on the packs that stand around it: everything that is wrong at once, each with its file and place. `before` and `after` are
 * the packs of the region without it and with it.
 */
export function inspectLifecycles(
  asked: Asked,
  pack: Pack,
  before: readonly Pack[],
  after: readonly Pack[],
): LifecyclesInspected {
  const result: LifecyclesInspected = { problems: [], warnings: [], changes: [] };
  for (const { file, value } of pack.workflows) {
    const name = file.slice('workflows/'.length, -'.json'.length);
    const base = Object.hasOwn(asked.bases, name) ? asked.bases[name] : undefined;
    const say = (found: Found, at = file): SaidProblem => ({
      code: found.code,
      file: at,
      path: `/${found.path}`,
      ...sayFound(found, asked.texts, { definition: name, titles: titlesOf(after, name, asked.language) }),
    });
    if (!base) {
      result.problems.push(say({ code: 'DEFINITION_UNKNOWN', path: '', params: { name } }));
      continue;
    }
    const own = (value as { overlay?: unknown }).overlay;
    const layers = layersIn(after, name);
    const findings = analyseLayers(
      base,
      layers.map(({ overlay }) => overlay),
      contextOf(name, asked, pack.manifest.regionCode),
    );
    const unknown = new Set<unknown>();
    for (const finding of findings) {
      const { layer, severity } = finding;
      const isOwn = layer === undefined || layer === own || layer === 'base' || layer.startsWith('#');
      const other = layers.find(({ overlay }) => (overlay as { overlay?: unknown }).overlay === layer);
      if (severity === 'error') result.problems.push(say(finding, isOwn ? file : `${other?.pack ?? layer}/${file}`));
      // A year is as unknown to one clock as to the others.
      else if (finding.code === 'HOLIDAYS_UNKNOWN') {
        if (!unknown.has(finding.params.year)) result.warnings.push(say(finding));
        unknown.add(finding.params.year);
      }
      // What else others may be warned of is theirs.
      else if (layer === own) result.warnings.push(say(finding));
    }
    if (findings.some(({ severity }) => severity === 'error')) continue;
    const made = composed(base, after, name);
    const was = composed(base, before, name);
    if (!made) continue;
    result.changes.push(...changesOf(made, was, String(own), asked));
    if (name === 'order') result.states = Object.keys(made.file.machine.states);
  }
  return result;
}

/** What is wrong with the lifecycles that packs make together, and which of the packs it is in; none where no pack lays anything over one. */
export function faultsOf(
  asked: Pick<Asked, 'bases' | 'effects' | 'facts'>,
  packs: readonly Pack[],
): { pack: string; fault: Fault }[] {
  return Object.entries(asked.bases).flatMap(([name, base]) => {
    const layers = layersIn(packs, name);
    if (!layers.length) return [];
    return analyseLayers(
      base,
      layers.map(({ overlay }) => overlay),
      contextOf(name, asked),
    )
      .filter(({ severity }) => severity === 'error')
      .map(({ code, path, layer, params }) => {
        const own = layers.find(({ overlay }) => (overlay as { overlay?: unknown }).overlay === layer);
        const file = own ? `${own.pack}/workflows/${name}.json` : `workflows/${name}.json`;
        return {
          pack: own?.pack ?? layers.at(-1)!.pack,
          fault: { of: 'lifecycle', code, file, path: `/${path}`, params },
        };
      });
  });
}

function composed(base: unknown, packs: readonly Pack[], name: string): Composed | undefined {
  const result = compose(
    base,
    layersIn(packs, name).map(({ overlay }) => overlay),
  );
  return result.ok ? result : undefined;
}

/** What a layer does, with its reasons, and which names it gives, in words. */
function changesOf(
  made: Composed,
  was: Composed | undefined,
  layer: string,
  { texts, language }: Pick<Asked, 'texts' | 'language'>,
): LifecyclesInspected['changes'] {
  const { file } = made;
  const lookup = lookupIn(titlesIn(file, language), titlesIn(was?.file, language), texts);
  const told = (text: Message) => say(text, lookup);
  const entry = (change: string, words: Message, reason?: Change['reason']) => ({
    what: 'lifecycle',
    change,
    words: told(words),
    ...(reason ? { reason: reason[language] ?? reason['zh-CN'] } : {}),
  });
  const seen = new Set<string>();
  const parts = made.changes
    .filter((change) => change.layer === layer)
    .flatMap(({ kind, path, reason }) => {
      if (seen.has(`${kind} ${path}`)) return [];
      seen.add(`${kind} ${path}`);
      const [room, name = ''] = path.split('/');
      if (room === 'regions') {
        const key = made.regions[name] ? 'lifecycle.change.on' : 'lifecycle.change.off';
        const what = message(`lifecycle.region.${name}`, { fallback: name });
        return [entry('changed', message(key, { what }), reason)];
      }
      return [entry(CHANGES[kind], message(`lifecycle.change.${kind}`, { what: partOf(file.name, path) }), reason)];
    });
  const mine = titlesIn(file, language);
  const theirs = lookupIn(titlesIn(was?.file, language), texts);
  const names = Object.entries(mine).flatMap(([key, after]) => {
    const beforeText = theirs(key);
    return beforeText === undefined || beforeText === after
      ? []
      : [entry('changed', message('lifecycle.change.title', { before: beforeText, after }))];
  });
  return [...parts, ...names];
}

const CHANGES = { add: 'added', change: 'changed', remove: 'removed' } as const;

/** `machine/states/waiting/on/dispatch`, `events/verify`, `delays/callClock`, `dispatch`, `ratings`. */
function partOf(definition: string, path: string): Message {
  const [room, name = '', third = '', , trigger] = path.split('/');
  const named = (key: string, own: string) => message(localeKey(definition, key), { fallback: own });
  if (room === 'machine' && trigger)
    return message('lifecycle.part.transition', {
      state: named(`state.${third}`, third),
      name: message(localeKey(definition, `event.${trigger}`), { fallback: named(`done.${trigger}`, trigger) }),
    });
  if (room === 'machine') return message('lifecycle.part.state', { name: named(`state.${third}`, third) });
  if (room === 'events') return message('lifecycle.part.event', { name: named(`event.${name}`, name) });
  if (room === 'delays') return message('lifecycle.part.clock', { name: named(`done.${name}`, name) });
  if (room === 'ratings') return message('lifecycle.part.ratings');
  return room === 'dispatch' ? message('lifecycle.part.dispatch') : message('lifecycle.part.other', { name: path });
}

/** What the layers of packs call things, the uppermost first, whether they fit or not: full key → title. */
const titlesOf = (packs: readonly Pack[], name: string, language: string): Record<string, string> =>
  Object.assign(
    {},
    ...layersIn(packs, name).map(({ overlay }) => {
      const titles = (overlay as { titles?: Partial<Record<string, Record<string, unknown>>> } | null)?.titles;
      const own = Object.entries(titles?.[language] ?? {}).filter(([, text]) => typeof text === 'string');
      return Object.fromEntries(own.map(([key, text]) => [localeKey(name, key), text]));
    }),
  ) as Record<string, string>;

const titlesIn = (file: PlainFile | undefined, language: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(file?.titles?.[language] ?? {}).map(([key, text]) => [localeKey(file!.name, key), text]),
  );
