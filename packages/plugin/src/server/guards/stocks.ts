import type { Database, Model, Transactionable } from '@nocobase/database';
import { SidanError } from '../errors';
import { asDay, asHour, asPicture, keepWithin } from './bounds';

type Options = Transactionable;

/**
 * The shop in the host's forms: prices and limits are whole numbers within bounds, days and hours are written as such, and nothing is deleted that redemptions name.
 */
export function guardShop(db: Database): void {
  // What lies with an outlet goes with it to another town.
  db.on('sidanOutlets.afterUpdate', async (row: Model, { transaction }: Options) => {
    if (!row.changed('townCode' as never) && row.previous('townCode' as never) === row.get('townCode')) return;
    await db.getModel('sidanStocks').update({ townCode: row.get('townCode') ?? null } as never, {
      where: { outletId: row.get('id') as string },
      transaction,
      hooks: false,
    });
  });
  keepWithin(db, 'sidanRewards', {
    // None on the label where the county's rule has a price of its own.
    numbers: { price: [0, 1_000_000], limitCount: [1, 10_000], returnDays: [0, 366] },
    texts: { startsOn: asDay, endsOn: asDay, photo: asPicture },
    period: ['startsOn', 'endsOn'],
  });
  keepWithin(db, 'sidanOutlets', {
    numbers: { fenPerHundred: [0, 10_000_000] },
    texts: { opensAt: asHour, closesAt: asHour },
  });
  for (const collection of ['sidanRewards', 'sidanOutlets'])
    db.on(`${collection}.beforeDestroy`, () => {
      throw new SidanError('HISTORY_PROTECTED', { what: collection });
    });
}
