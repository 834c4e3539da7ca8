import schema from '../../schema/ladders.schema.json';
import { pointer, problem } from '../problem';
import type { Citation } from '../rule';
import type { CatalogueSpec } from './spec';

/** Who can be asked to approve a level. */
export const APPROVERS = ['team', 'site', 'town', 'county', 'city', 'province', 'nation'] as const;

/** A ladder of grades (星级), lowest level first. */
export interface LadderDefinition {
  readonly name: string;
  readonly subject: 'person' | 'household' | 'team' | 'site' | 'town' | 'county';
  readonly levels: readonly string[];
  readonly demotion: 'none' | 'oneStep' | 'toFit';
  readonly promotion: 'any' | 'oneStep';
  readonly review?: { readonly every: string };
  readonly cycle?: string;
  /** Who approves a level, by level. */
  readonly approver?: Readonly<Record<string, (typeof APPROVERS)[number]>>;
  /** Money for a level, in yuan: one figure, or one for each value of the fact `fundsBy`. */
  readonly funds?: Readonly<Record<string, number | Readonly<Record<string, number>>>>;
  readonly fundsBy?: string;
  /** The title of a level is given the first time only; needs the fact `<ladder>.titles`, a list of levels. */
  readonly titleOnce?: boolean;
  /** The prize of a level is given once in each cycle; needs the fact `<ladder>.prizes`, this cycle's list of levels. */
  readonly prizeEachCycle?: boolean;
  readonly cites?: readonly Citation[];
}

export const ladders: CatalogueSpec<LadderDefinition> = {
  list: 'ladders',
  schema,
  nameOf: ({ name }) => name,
  texts: ({ name, levels }) => [`ladder.${name}.title`, ...levels.map((level) => `ladder.${name}.level.${level}`)],
  check: (ladder, file, path) =>
    (['approver', 'funds'] as const).flatMap((key) =>
      Object.keys(ladder[key] ?? {})
        .filter((level) => !ladder.levels.includes(level))
        .map((level) =>
          problem('ENTRY_UNKNOWN', file, pointer(`${path}/${key}`, level), { catalogue: 'ladders', entry: level }),
        ),
    ),
};
