import type { Refusal } from '../api';
import type { MovedServer } from '../movedServer';
import type { Sql } from '../shared';
import type { Somebody, World } from '../world';

/** Where a document is tried. */
export interface Tried {
  moved: MovedServer;
  world: World;
  sql: Sql;
  /** The asset in which one pays, and its decimals. */
  asset: string;
  scale: number;
}

/** Whom a case is about: somebody, or their household. */
export interface Party extends Somebody {
  householdId?: string;
}

/** Whose account it is. */
export const ownerOf = ({ personId, householdId }: Party) =>
  householdId
    ? ({ ownerKind: 'household', ownerId: householdId } as const)
    : ({ ownerKind: 'person', ownerId: personId } as const);

/** The rules by which somebody was not let serve. */
export const rulesOf = ({ errors }: Refusal): string[] => (errors[0]?.params?.rules ?? []) as string[];
