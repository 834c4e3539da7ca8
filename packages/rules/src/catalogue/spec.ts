/**
 * What there is to know about a catalogue: a file of named entries that rules may refer to. A new one is one file with a
 * `CatalogueSpec`, its entries in `CatalogueEntries` and its line in `./index`.
 */
import type { Problem } from '../problem';
import type { Catalogue } from './index';

export interface CatalogueSpec<T> {
  /** Property of `catalogue/<name>.json` that holds the entries. */
  readonly list: string;
  /** JSON Schema of the whole file. */
  readonly schema: object;
  nameOf(entry: T): string;
  /** Keys of the texts that each language of the pack must have for the entry. */
  texts(entry: T): readonly string[];
  /** What no schema can say; `path` is the entry's. `catalogue` is the whole one: parents' entries and the pack's own. */
  check(entry: T, file: string, path: string, catalogue: Catalogue): readonly Problem[];
}
