import type { Database, Model, Transactionable } from '@nocobase/database';
import { SidanError } from '../errors';

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
  check(db, 'sidanRewards', { price: [0, 1_000_000], limitCount: [1, 10_000], returnDays: [0, 366] });
  check(db, 'sidanOutlets', { fenPerHundred: [0, 10_000_000] });
  checkTexts(db, 'sidanRewards', { startsOn: DAY, endsOn: DAY });
  checkTexts(db, 'sidanOutlets', { opensAt: HOUR, closesAt: HOUR });
  for (const collection of ['sidanRewards', 'sidanOutlets'])
    db.on(`${collection}.beforeDestroy`, () => {
      throw new SidanError('HISTORY_PROTECTED', { what: collection });
    });
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;

type Bounds = Readonly<Record<string, readonly [number, number]>>;

function check(db: Database, collection: string, bounds: Bounds): void {
  db.on(`${collection}.beforeSave`, (row: Model) => {
    const problems = Object.entries(bounds).flatMap(([field, [min, max]]) => {
      const value = row.get(field) ?? null;
      if (value === null || value === '') return [];
      const fits = Number.isSafeInteger(Number(value)) && Number(value) >= min && Number(value) <= max;
      return fits ? [] : [{ field, code: 'RANGE', min, max, collection }];
    });
    if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  });
}

function checkTexts(db: Database, collection: string, patterns: Readonly<Record<string, RegExp>>): void {
  db.on(`${collection}.beforeSave`, (row: Model) => {
    const problems = Object.entries(patterns).flatMap(([field, pattern]) => {
      const value = String(row.get(field) ?? '');
      return !value || pattern.test(value) ? [] : [{ field, code: 'CHOICE', collection }];
    });
    if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  });
}
