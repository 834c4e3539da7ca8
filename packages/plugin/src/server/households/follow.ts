import type { Database, Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { settlePeriod, type Checked } from './settle';
import { isOpen, termOf, type Period } from './term';

const CHECKS = 'sidanHouseholdChecks';
const PERIODS: readonly Period[] = ['month', 'halfYear'];

interface Options {
  transaction?: Transaction;
}

/** Settles a household's period as staff write it down, in the same transaction. What was written down stands: points were given for it. */
export function followChecks(db: Database, sidan: () => Sidan): void {
  db.on(`${CHECKS}.beforeCreate`, (row: Model) => complete(row, sidan().clock()));
  db.on(`${CHECKS}.afterCreate`, async (row: Model, { transaction }: Options) => {
    const own = sidan();
    await settlePeriod(own, connectionOf(db, transaction), checkedOf(row), own.clock());
    own.wake();
  });
  const protect = () => {
    throw new SidanError('HISTORY_PROTECTED', { what: CHECKS });
  };
  // Many at a time pass by the hook that settles them.
  for (const hook of ['beforeUpdate', 'beforeDestroy', 'beforeBulkCreate', 'beforeBulkUpdate', 'beforeBulkDestroy'])
    db.on(`${CHECKS}.${hook}`, protect);
}

/** @throws INVALID_DATA */
function complete(row: Model, now: Date): void {
  const period = PERIODS.find((one) => one === (row.get('period') ?? 'month'));
  const term = String(row.get('term') || (period ? termOf(period, now) : ''));
  const problems = [
    ...(row.get('householdId') ? [] : [{ field: 'household', code: 'REQUIRED' }]),
    ...(period ? [] : [{ field: 'period', code: 'CHOICE' }]),
    ...(period && !isOpen(period, term, now) ? [{ field: 'term', code: 'TERM' }] : []),
  ].map((problem) => ({ ...problem, collection: CHECKS }));
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  row.set({ period, term, ...(period === 'halfYear' ? { cleanHouse: null } : {}) });
}

const checkedOf = (row: Model): Checked => ({
  regionCode: String(row.get('regionCode')),
  townCode: (row.get('townCode') as string | null) ?? null,
  householdId: String(row.get('householdId')),
  name: String(row.get('name') ?? ''),
  period: row.get('period') as Period,
  term: String(row.get('term')),
  cleanHouse: (row.get('cleanHouse') as boolean | null) ?? null,
});
