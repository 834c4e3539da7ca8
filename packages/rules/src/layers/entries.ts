/**
 * Catalogues through the layers: entries are added, overridden by name or switched off, as rules are.
 */
import {
  type Catalogue,
  CATALOGUE_NAMES,
  type CatalogueEntries,
  type CatalogueName,
  catalogueSpec,
  isCatalogueName,
  type ListEntry,
} from '../catalogue';
import type { FactDefinition } from '../facts';
import type { Layer } from '../outcome';
import type { LocalText, Manifest, Pack, SwitchOff } from '../pack/pack';
import { pointer, problem, type Problem } from '../problem';
import { inOrder, layerOf } from './chain';
import { entryOf, isSelection } from './selection';

/** An entry of a catalogue or list in force, and where it comes from. */
export interface EffectiveEntry {
  /** `assets`, `facts`, …, or the name of a list. */
  readonly catalogue: string;
  readonly name: string;
  readonly value: CatalogueEntries[CatalogueName] | ListEntry;
  readonly pack: string;
  readonly packVersion: string;
  readonly layer: Layer;
  readonly change: 'added' | 'overrode';
  readonly reason?: LocalText;
}

export interface EntrySwitchedOff {
  readonly was: EffectiveEntry;
  readonly pack: string;
  readonly layer: Layer;
  readonly reason: LocalText;
}

/** Effective entries by `<catalogue>/<name>`. */
export type Entries = Map<string, EffectiveEntry>;

type Own = Pick<Pack, 'catalogues' | 'lists'>;

interface Placed {
  readonly catalogue: string;
  readonly name: string;
  readonly value: EffectiveEntry['value'];
  /** JSON pointer of its name. */
  readonly path: string;
}

function placed(own: Own): Placed[] {
  return [
    ...CATALOGUE_NAMES.flatMap((catalogue) => placedIn(own, catalogue)),
    ...own.lists.flatMap(({ list, entries }) =>
      entries.map((value, index) => ({
        catalogue: list,
        name: value.code,
        value,
        path: `${pointer('/entries', index)}/code`,
      })),
    ),
  ];
}

function placedIn<K extends CatalogueName>(own: Own, catalogue: K): Placed[] {
  const spec = catalogueSpec(catalogue);
  return own.catalogues[catalogue].map((value, index) => ({
    catalogue,
    name: spec.nameOf(value),
    value,
    path: `${pointer(`/${spec.list}`, index)}/name`,
  }));
}

/**
 * Lays the entries of a pack over those of its parents. A fact may be defined anew only as the same thing (kind of value and
 * unit), because rules of parents count on it. With a day, parents may be left out that are not in force on it.
 */
export function addEntries(pack: Pack, entries: Entries, off: EntrySwitchedOff[], on?: string): Problem[] {
  const { manifest } = pack;
  const { name: packName } = manifest;
  const level = layerOf(manifest.regionCode);
  const problems: Problem[] = [];
  const nothingTo = (list: 'overrides' | 'off', index: number, key: string) => {
    if (on !== undefined) return;
    problems.push(
      problem('LAYER_NOTHING_TO_CHANGE', `${packName}/pack.json`, `/${list}/${index}/entry`, {
        rule: key,
        pack: packName,
      }),
    );
  };
  manifest.off?.forEach((change, index) => {
    const entry = isSelection(change) ? entryOf(change) : 'rule' in change ? undefined : change;
    if (entry === undefined) return;
    const key = `${entry.catalogue}/${entry.entry}`;
    const was = entries.get(key);
    if (was === undefined) {
      // That a selection has no rules is said with the rules.
      if (!isSelection(change)) nothingTo('off', index, key);
    } else {
      entries.delete(key);
      off.push({ was, pack: packName, layer: level, reason: change.reason });
    }
  });
  const reasons = new Map<string, LocalText>();
  manifest.overrides?.forEach((change, index) => {
    if ('rule' in change) return;
    const key = `${change.catalogue}/${change.entry}`;
    reasons.set(key, change.reason);
    if (!entries.has(key)) nothingTo('overrides', index, key);
  });
  for (const { catalogue, name, value, path } of placed(pack)) {
    const key = `${catalogue}/${name}`;
    const before = entries.get(key);
    const reason = reasons.get(key);
    const conflict = before && conflictOf(before, value, reason);
    if (conflict) {
      const file = `${packName}/catalogue/${catalogue}.json`;
      problems.push(
        catalogue === 'facts'
          ? problem('LAYER_FACT_CHANGED', file, path, { fact: name, pack: packName, other: before.pack })
          : problem('LAYER_ENTRY_TAKEN', file, path, { catalogue, entry: name, pack: packName, other: before.pack }),
      );
      continue;
    }
    const origin = { catalogue, name, value, pack: packName, packVersion: manifest.version, layer: level };
    entries.set(key, before ? { ...origin, change: 'overrode', reason } : { ...origin, change: 'added' });
  }
  return problems;
}

function conflictOf(before: EffectiveEntry, value: EffectiveEntry['value'], reason: LocalText | undefined): boolean {
  if (reason === undefined) return true;
  if (before.catalogue !== 'facts') return false;
  const [was, is] = [before.value, value] as [FactDefinition, FactDefinition];
  return was.type !== is.type || was.unit !== is.unit;
}

/** The entries as catalogues to look names up in. */
export function catalogueFrom(entries: Iterable<EffectiveEntry>): Catalogue {
  const catalogue = emptyCatalogue();
  for (const { catalogue: name, name: key, value } of entries) put(catalogue, name, key, value);
  return catalogue;
}

/** What packs and further facts have together; conflicts are for `layer` to find, here the child counts. */
export function catalogueOf(packs: readonly Pack[], facts: readonly FactDefinition[] = []): Catalogue {
  const entries: Entries = new Map();
  for (const pack of inOrder(packs)) addEntries(pack, entries, []);
  const catalogue = catalogueFrom(entries.values());
  return withEntries(catalogue, {
    catalogues: { ...NONE, facts: facts.filter(({ name }) => !catalogue.facts.has(name)) },
    lists: [],
  });
}

/** A copy with these entries in it. */
export function withEntries(catalogue: Catalogue, own: Own): Catalogue {
  const copy = copyOf(catalogue);
  for (const { catalogue: name, name: key, value } of placed(own)) put(copy, name, key, value);
  return copy;
}

/** A copy without the entries named `<catalogue>/<name>`. */
export function withoutEntries(catalogue: Catalogue, keys: Iterable<string>): Catalogue {
  const copy = copyOf(catalogue);
  for (const key of keys) {
    const [name = '', ...entry] = key.split('/');
    const map = isCatalogueName(name) ? copy[name] : copy.lists.get(name);
    map?.delete(entry.join('/'));
  }
  return copy;
}

/** What a manifest says that it does to entries, as `<catalogue>/<name>`. */
export function changedEntries(manifest: Manifest | undefined): {
  /** With those that a selection clears away: what the pack brings of that name takes their place. */
  overrides: Set<string>;
  off: Set<string>;
} {
  const { overrides = [], off = [] } = manifest ?? {};
  const keyOf = ({ catalogue, entry }: { catalogue: string; entry: string }) => `${catalogue}/${entry}`;
  const named = (list: readonly SwitchOff[]) =>
    list.flatMap((change) => ('catalogue' in change ? [keyOf(change)] : []));
  const selected = off
    .filter(isSelection)
    .flatMap((selection) => entryOf(selection) ?? [])
    .map(keyOf);
  return { overrides: new Set([...named(overrides), ...selected]), off: new Set([...named(off), ...selected]) };
}

type Open = { [K in CatalogueName]: Map<string, CatalogueEntries[K]> } & { lists: Map<string, Map<string, ListEntry>> };

const NONE = Object.fromEntries(CATALOGUE_NAMES.map((name) => [name, []])) as unknown as Pack['catalogues'];

function emptyCatalogue(): Open {
  const maps = Object.fromEntries(CATALOGUE_NAMES.map((name) => [name, new Map()]));
  return { ...maps, lists: new Map() } as unknown as Open;
}

function copyOf(catalogue: Catalogue): Open {
  const maps = Object.fromEntries(CATALOGUE_NAMES.map((name) => [name, new Map<string, unknown>(catalogue[name])]));
  const lists = new Map([...catalogue.lists].map(([name, entries]) => [name, new Map(entries)]));
  return { ...maps, lists } as unknown as Open;
}

function put(catalogue: Open, name: string, key: string, value: EffectiveEntry['value']): void {
  if (isCatalogueName(name)) (catalogue[name] as Map<string, unknown>).set(key, value);
  else {
    const list = catalogue.lists.get(name) ?? new Map<string, ListEntry>();
    catalogue.lists.set(name, list.set(key, value as ListEntry));
  }
}
