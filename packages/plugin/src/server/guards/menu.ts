import type { Database } from '@nocobase/database';
import { keepWithin } from './bounds';

const YEAR_MINUTES = 366 * 24 * 60;

/** Services and teams in the host's forms: how long, how soon, how many. Clocks, dispatch and the portal's menu reckon with these. */
export function guardMenu(db: Database): void {
  keepWithin(db, 'sidanServiceItems', {
    numbers: {
      durationMinutes: [1, YEAR_MINUTES],
      responseMinutes: [1, YEAR_MINUTES],
      headcount: [1, 10_000],
      teamCount: [1, 1_000],
    },
  });
  keepWithin(db, 'sidanTeams', { numbers: { capacity: [0, 100_000] } });
}
