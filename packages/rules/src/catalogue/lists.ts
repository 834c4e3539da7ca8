/**
 * Lists of codes, `catalogue/<list>.json`: team scheme, service items, platforms, standards, names of the steps, honours,
 * indicators, quotas, calendar, whatever a county enumerates. Titles are in the locales: of the list `list.<list>`, of a code
 * `list.<list>.<code>`.
 */
import type { Citation } from '../rule';

export interface ListEntry {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  /** Where it is said. */
  readonly cites: readonly Citation[];
  /** True where no document says so and the author chose it. */
  readonly example?: boolean;
}

export interface CodeList {
  readonly list: string;
  readonly entries: readonly ListEntry[];
}

/** Keys of the texts of a list: its own, then one for each code. */
export function listTexts({ list, entries }: CodeList): string[] {
  return [`list.${list}`, ...entries.map(({ code }) => `list.${list}.${code}`)];
}
