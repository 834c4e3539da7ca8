import type { CatalogueEntries, CatalogueName, CodeList } from '../catalogue';
import type { FactDefinition } from '../facts';
import type { PackCase } from '../cases/case';
import type { Rule } from '../rule';

/** A text in several languages, zh-CN always among them. */
export type LocalText = Readonly<Record<string, string>>;

/** What a child pack does to a rule of its parent, and why. */
export interface RuleChange {
  readonly rule: string;
  readonly reason: LocalText;
}

/** The same for an entry of a catalogue; `catalogue` is the name of its file without `.json`. */
export interface EntryChange {
  readonly catalogue: string;
  readonly entry: string;
  readonly reason: LocalText;
}

export type Change = RuleChange | EntryChange;

/** All rules of the parents on a ladder, of a score sheet, about an asset, in a group or with a tag: exactly one of them is there. */
export interface Selection {
  readonly ladder?: string;
  readonly card?: string;
  readonly asset?: string;
  readonly group?: string;
  readonly tag?: string;
  readonly reason: LocalText;
}

/** What is switched off. */
export type SwitchOff = Change | Selection;

export type { PackCase } from '../cases/case';

/** pack.json (schema/pack.schema.json). Dates are `YYYY-MM-DD`, in the county's own time zone, both ends included. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  /** Empty for the nation, else a GB/T 2260 prefix. */
  readonly regionCode: string;
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly author: string;
  readonly licence: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly extends?: { readonly name: string; readonly version: string };
  readonly overrides?: readonly Change[];
  readonly off?: readonly SwitchOff[];
}

export interface InFile<T> {
  readonly file: string;
  readonly value: T;
}

/** A checked pack, frozen: what `loadPack` answers and everything else takes. */
export interface Pack {
  readonly manifest: Manifest;
  readonly rules: readonly InFile<Rule>[];
  /** The same as `catalogues.facts`. */
  readonly facts: readonly FactDefinition[];
  /** The pack's own entries, in the order of the files. */
  readonly catalogues: { readonly [K in CatalogueName]: readonly CatalogueEntries[K][] };
  readonly lists: readonly CodeList[];
  readonly cases: readonly InFile<PackCase>[];
  /** Overlays of lifecycles, `workflows/<definition>.json`: JSON within the limits, to be checked by `@sidan/lifecycle`. */
  readonly workflows: readonly InFile<unknown>[];
  /** language → key → text. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
