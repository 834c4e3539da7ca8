import type { Database, Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import { startCredit } from '../effects/award/registered';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';

interface Options {
  transaction?: Transaction;
}

/** Gives a volunteer what the rules give at the beginning, whichever way they were registered: by themselves, or by staff in the host's form; pending ones when they are confirmed. */
export function followRegistrations(db: Database, sidan: () => Sidan): void {
  const credit = async (row: Model, { transaction }: Options) => {
    const [regionCode, personId] = [row.get('regionCode'), row.get('personId')];
    if (!regionCode || !personId) return;
    const one = {
      regionCode: String(regionCode),
      personId: String(personId),
      name: String(row.get('name') ?? ''),
      townCode: (row.get('townCode') as string | null) ?? null,
    };
    const own = sidan();
    await startCredit(own, connectionOf(db, transaction), one, own.clock());
  };
  db.on('sidanVolunteers.afterCreate', async (row: Model, options: Options) => {
    if ((row.get('status') ?? 'active') === 'active') await credit(row, options);
  });
  // Before, not after: what it was is forgotten by then.
  db.on('sidanVolunteers.beforeUpdate', async (row: Model, options: Options) => {
    if (row.get('status') === 'active' && row.previous('status') === 'pending') await credit(row, options);
  });
}
