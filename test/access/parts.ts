import type { Client } from '../support/api';
import type { SharedServer } from '../support/shared';
import type { Part, World } from '../support/world';

/** The columns of the tables: who somebody is to the first order of the first county. */
export const COLUMNS = {
  nobody: null,
  requester: 'resident',
  resident: 'stranger',
  member: 'volunteer',
  'other member': 'volunteerTwo',
  leader: 'leader',
  'other leader': 'leaderTwo',
  dispatcher: 'dispatcher',
  'town dispatcher': 'townDispatcher',
  'site manager': 'siteManager',
  'county admin': 'countyAdmin',
  supervisor: 'supervisor',
  assessor: 'assessor',
  merchant: 'merchant',
  account: 'member',
  root: null,
} as const satisfies Record<string, Part | null>;

export type Column = keyof typeof COLUMNS;

export const columnNames = Object.keys(COLUMNS) as Column[];

export function clientOf(server: SharedServer, world: World, column: Column): Client {
  if (column === 'nobody') return server.anonymous();
  if (column === 'root') return world.root;
  return world.people[COLUMNS[column] as Part].client;
}
