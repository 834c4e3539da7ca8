import schema from '../../schema/scorecards.schema.json';
import { pointer, problem } from '../problem';
import type { Citation } from '../rule';
import type { CatalogueSpec } from './spec';

/** A score sheet (考核表): items that rules score, floor and cap of the total, grades by points or by quota. */
export interface ScorecardDefinition {
  readonly name: string;
  readonly subject: 'person' | 'household' | 'team' | 'site' | 'town' | 'county';
  readonly period: string;
  readonly base?: number;
  readonly floor: number;
  readonly cap: number;
  /** Decimals of points, 2 if absent; halves are rounded up. */
  readonly scale?: number;
  /** Groups of items, each bounded and weighted before they are added. An item without one counts as it is. */
  readonly sections?: readonly CardSection[];
  readonly items: readonly CardItem[];
  /** Lowest first: from so many points on. */
  readonly grades?: readonly { readonly name: string; readonly from: number }[];
  /** At most this share of a class, or so many of it. */
  readonly quotas?: readonly { readonly name: string; readonly share?: number; readonly count?: number }[];
  readonly cites?: readonly Citation[];
}

export interface CardSection {
  readonly code: string;
  readonly weight?: number;
  readonly floor?: number;
  readonly cap?: number;
}

export interface CardItem {
  readonly code: string;
  readonly section?: string;
  /** What the item begins with: its full marks where points are deducted. */
  readonly start?: number;
  readonly floor?: number;
  readonly max?: number;
}

export const scorecards: CatalogueSpec<ScorecardDefinition> = {
  list: 'cards',
  schema,
  nameOf: ({ name }) => name,
  texts: ({ name, items, sections = [], grades = [], quotas = [] }) => [
    `card.${name}.title`,
    ...items.map(({ code }) => `card.${name}.item.${code}`),
    ...sections.map(({ code }) => `card.${name}.section.${code}`),
    ...[...new Set([...grades, ...quotas].map((grade) => grade.name))].map((grade) => `card.${name}.grade.${grade}`),
  ],
  check: (card, file, path) => {
    const problems = card.items.flatMap(({ code }, index) =>
      card.items.findIndex((other) => other.code === code) < index
        ? [problem('ENTRY_DUPLICATE', file, pointer(`${path}/items`, index), { entry: code })]
        : [],
    );
    card.items.forEach(({ section }, index) => {
      if (section !== undefined && !card.sections?.some(({ code }) => code === section)) {
        const at = `${pointer(`${path}/items`, index)}/section`;
        problems.push(problem('ENTRY_UNKNOWN', file, at, { catalogue: 'scorecards', entry: section }));
      }
    });
    if (card.floor > card.cap) {
      problems.push(problem('AMOUNT_RANGE', file, `${path}/floor`, { min: card.floor, max: card.cap }));
    }
    card.grades?.forEach((grade, index) => {
      const before = card.grades?.[index - 1];
      if (before && before.from >= grade.from) {
        const at = `${pointer(`${path}/grades`, index)}/from`;
        problems.push(problem('BANDS_ORDER', file, at, { value: grade.from, before: before.from }));
      }
    });
    const shares = (card.quotas ?? []).reduce((sum, { share }) => sum + (share ?? 0), 0);
    if (shares > 1 + 1e-9) problems.push(problem('SHARES_ABOVE_ONE', file, `${path}/quotas`, { sum: shares }));
    return problems;
  },
};
