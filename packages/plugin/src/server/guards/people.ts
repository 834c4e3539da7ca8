import type { Database, Model } from '@nocobase/database';
import type { Clock } from '../clock';
import { SidanError } from '../errors';
import { dayOf } from '../packs/regions';
import { isDay } from '../people/born';

/** Older than anybody is. */
const EARLIEST = '1880-01-01';

/** 出生日期、培训合格日期: days that rules rest on are days that have been, whichever form they were written in. */
export function guardPeople(db: Database, clock: () => Clock): void {
  const days = { sidanPeople: 'birthDate', sidanVolunteers: 'trainedOn' };
  for (const [collection, field] of Object.entries(days)) {
    const check = (row: Model) => {
      const written = row.get(field) as string | null | undefined;
      if (!written || !(row.isNewRecord || row.changed(field as never))) return;
      const today = dayOf(clock()());
      const code = !isDay(written) || written < EARLIEST ? 'DATE' : written > today ? 'DATE_FUTURE' : undefined;
      if (code) throw new SidanError('INVALID_DATA', { problems: [{ field, code, collection }] });
    };
    db.on(`${collection}.beforeSave`, check);
    db.on(`${collection}.beforeBulkCreate`, (rows: Model[]) => rows.forEach(check));
  }
}
