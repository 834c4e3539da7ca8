import { MOVED_DAYS_MAX, plusDays, type LocalDate } from '@sidan/lifecycle';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Plan } from './plan';

/**
 * From where a plan is looked at when it counts from today on: as it is made, changed or resumed, and when a clock went back. What was to be held before is not made
 * up for; a date before today that is moved to a day still to come is among what is looked at.
 */
export const beginToday = (dayOff: Plan['dayOff'], today: LocalDate) => ({
  countsFrom: today,
  doneThrough: plusDays(today, dayOff === 'next' ? -MOVED_DAYS_MAX - 1 : -1),
});

/** What was written down of days to come is written anew, but for orders: these are there. */
export const forgetAhead = (
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  { regionCode, id }: Pick<Plan, 'regionCode' | 'id'>,
  today: LocalDate,
) =>
  q.query(
    write(
      `delete from {sidanPlanDays} where [regionCode] = $1 and [planId] = $2::uuid and greatest([date], [on]) >= $3 and [state] <> 'placed'`,
    ),
    [regionCode, id, today],
  );
