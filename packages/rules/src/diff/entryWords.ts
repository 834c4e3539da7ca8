/** What an entry of a catalogue says, point by point. */
import type { CatalogueEntries, CatalogueName, ListEntry } from '../catalogue';
import { factTitle, factValue, quantityWords } from '../factWords';
import { holderWords, percentOf } from '../kinds/phrases/phrase';
import { enumerated, gradeTitle, itemTitle, levelTitle, unitName } from '../kinds/words';
import type { EffectiveEntry } from '../layer';
import { message, type Message } from '../message';
import type { Said } from './changes';
import { expressionWords, fieldTitle, measurementWords, ratioWords } from './measureWords';
import type { NamedSet } from './named';

const paramName = (name: string): Message => message(`rules.param.${name}`);
const list = (items: readonly Message[]): Message => message('rules.list', { items });
const plain = (value: string | number): Message => message('rules.number', { amount: value });
const yes = (value: boolean): Message => message(`rules.value.${value}`);
const code = (param: string, value: string): Message => message(`rules.value.${param}.${value}`);

/** One point, where there is anything to say. */
function said<T>(key: string, value: T | undefined, words: (value: T) => Message, label = paramName(key)): Said[] {
  return value === undefined ? [] : [{ key, label, value: words(value), of: value }];
}

/** One point for each name in a table, under the label of the table and the title of the name. */
function byName<T>(
  key: string,
  table: Readonly<Record<string, T>> | undefined,
  title: (name: string) => Message,
  words: (value: T, name: string) => Message,
): Said[] {
  return Object.entries(table ?? {}).map(([name, value]) => ({
    key: `${key}/${name}`,
    label: message('rules.diff.path', { path: paramName(key), step: title(name) }),
    value: words(value, name),
    of: value,
  }));
}

type Words<T> = (entry: T, named: NamedSet) => Said[];

const facts: Words<CatalogueEntries['facts']> = (fact, named) => {
  const number = (value: number) => quantityWords(value, fact.unit);
  return [
    ...said('kind', fact.kind, (kind) => code('kind', kind)),
    ...said('type', fact.type, (type) => code('type', type)),
    ...said('unit', fact.unit, unitName),
    ...said('min', fact.min, number),
    ...said('max', fact.max, number),
    ...said('values', fact.values, (values) => enumerated(values.map((value) => factValue(fact.name, value)))),
    ...(fact.kind === 'given' ? said('list', fact.list, (name) => message(`lists.${name}`, { fallback: name })) : []),
    ...(fact.kind === 'measured'
      ? said('of', fact.of, (of) => measurementWords(of, named), paramName('aggregate'))
      : []),
    ...(fact.kind === 'measured' ? said('over', fact.over, ratioWords, paramName('denominator')) : []),
    ...(fact.kind === 'derived' ? said('is', fact.is, expressionWords) : []),
  ];
};

const sources: Words<CatalogueEntries['sources']> = ({ name, time, fields, subjects, event }) => {
  const field = (of: string) => fieldTitle(name, of);
  return [
    ...said('time', time, field),
    ...said('event', event, field),
    ...said('fields', fields, (all) => enumerated(all.map((one) => field(one.name)))),
    ...byName('subjects', subjects as Readonly<Record<string, string>>, holderWords, field),
  ];
};

const cycles: Words<CatalogueEntries['cycles']> = ({ from, months }) => [
  ...said('from', from, plain),
  ...said('months', months, plain),
];

const assets: Words<CatalogueEntries['assets']> = ({ unit, scale }) => [
  ...said('unit', unit, unitName),
  ...said('scale', scale, plain),
];

const ladders: Words<CatalogueEntries['ladders']> = (ladder) => {
  const level = (name: string) => levelTitle(ladder.name, name);
  const funds = (value: number | Readonly<Record<string, number>>) =>
    typeof value === 'number'
      ? quantityWords(value, 'yuan')
      : list(
          Object.entries(value).map(([name, yuan]) =>
            message('rules.diff.pair', {
              name: ladder.fundsBy === undefined ? plain(name) : factValue(ladder.fundsBy, name),
              value: quantityWords(yuan, 'yuan'),
            }),
          ),
        );
  return [
    ...said('subject', ladder.subject, holderWords),
    ...said('levels', ladder.levels, (levels) => enumerated(levels.map(level))),
    ...said('demotion', ladder.demotion, (how) => code('demotion', how)),
    ...said('promotion', ladder.promotion, (how) => code('promotion', how)),
    ...said('review', ladder.review, ({ every }) => message(`rules.window.${every}`)),
    ...said('cycle', ladder.cycle, (name) => message(`cycles.${name}.title`, { fallback: name })),
    ...byName('approver', ladder.approver, level, (who) => message(`rules.approver.${who}`)),
    ...byName('funds', ladder.funds, level, funds),
    ...said('fundsBy', ladder.fundsBy, factTitle),
    ...said('titleOnce', ladder.titleOnce, yes),
    ...said('prizeEachCycle', ladder.prizeEachCycle, yes),
  ];
};

const scorecards: Words<CatalogueEntries['scorecards']> = (card) => {
  const section = (name: string) => message(`cards.${card.name}.section.${name}`, { fallback: name });
  /** 最高分 5，最低分 0. */
  const rest = (row: Readonly<Record<string, unknown>>) =>
    list(
      Object.entries(row).flatMap(([name, value]) => {
        if (name === 'code' || name === 'name') return [];
        const said =
          name === 'section'
            ? section(String(value))
            : name === 'share'
              ? message('rules.percent', { percent: percentOf(Number(value)) })
              : plain(Number(value));
        return [message('rules.diff.pair', { name: paramName(name), value: said })];
      }),
    );
  const rows = (key: string, all: readonly object[] | undefined, title: (name: string) => Message): Said[] => {
    const named = (all ?? []) as readonly { readonly code?: string; readonly name?: string }[];
    const table = Object.fromEntries(named.map((row) => [row.code ?? row.name ?? '', row]));
    return byName(key, table, title, (row) =>
      Object.keys(row).length > 1 ? rest({ ...row }) : message('rules.diff.bare'),
    );
  };
  return [
    ...said('subject', card.subject, holderWords),
    ...said('period', card.period, (period) => message(`rules.window.${period}`)),
    ...said('base', card.base, plain),
    ...said('floor', card.floor, plain),
    ...said('cap', card.cap, plain),
    ...said('scale', card.scale, plain),
    ...rows('sections', card.sections, section),
    ...rows('items', card.items, (name) => itemTitle(card.name, name)),
    ...rows('grades', card.grades, (name) => gradeTitle(card.name, name)),
    ...rows('quotas', card.quotas, (name) => gradeTitle(card.name, name)),
  ];
};

const benefits: Words<CatalogueEntries['benefits']> = ({ unit, provider }) => [
  ...said('unit', unit, (name) => message(`rules.unit.${name}`, { fallback: name })),
  ...said('provider', provider, plain),
];

const CATALOGUE_WORDS: { readonly [K in CatalogueName]: Words<CatalogueEntries[K]> } = {
  facts,
  sources,
  cycles,
  assets,
  ladders,
  scorecards,
  benefits,
};

/** Of a list: the properties that its author thought of, under the titles that the pack gives them. */
function listSaid(entry: EffectiveEntry, named: NamedSet): Said[] {
  const { params, example } = entry.value as ListEntry;
  return [
    ...Object.entries(params ?? {}).map(([name, value]) => ({
      key: `params/${name}`,
      label: named.param(entry, name),
      value:
        typeof value === 'boolean'
          ? yes(value)
          : typeof value === 'number'
            ? plain(value)
            : named.param(entry, name, value),
      of: value,
    })),
    ...said('example', example, yes),
  ];
}

export function entrySaid(entry: EffectiveEntry, named: NamedSet): Said[] {
  const words = (CATALOGUE_WORDS as Readonly<Record<string, Words<never> | undefined>>)[entry.catalogue];
  return words ? words(entry.value as never, named) : listSaid(entry, named);
}
