import type { Database, Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { markCorrection } from './correct';
import { settlePeriod, undoPeriod, type Checked } from './settle';
import { isOpen, termOf, type Period } from './term';

const CHECKS = 'sidanHouseholdChecks';
const PERIODS: readonly Period[] = ['month', 'halfYear'];

interface Options {
  transaction?: Transaction;
}

/**
 * Settles a household's period as staff write it down, in the same transaction. Where it is put right, what it gave is taken back first: the row is one, and what stands in the
 * ledger is what it says now.
 */
export function followChecks(db: Database, sidan: () => Sidan): void {
  db.on(`${CHECKS}.beforeCreate`, (row: Model) => complete(row, sidan().clock()));
  db.on(`${CHECKS}.afterCreate`, async (row: Model, { transaction }: Options) => {
    const own = sidan();
    await settlePeriod(own, connectionOf(db, transaction), checkedOf(row), own.clock());
    own.wake();
  });
  // After the row is written the host no longer knows what of it was changed.
  const corrected = new WeakSet<Model>();
  db.on(`${CHECKS}.beforeUpdate`, (row: Model) => {
    if (markCorrection(row)) corrected.add(row);
  });
  db.on(`${CHECKS}.afterUpdate`, async (row: Model, { transaction }: Options) => {
    if (!corrected.delete(row)) return;
    const own = sidan();
    const q = connectionOf(db, transaction);
    const checked = checkedOf(row);
    await undoPeriod(own, q, checked, own.clock());
    if (row.get('status') !== 'void') await settlePeriod(own, q, checked, own.clock());
    own.wake();
  });
  const protect = () => {
    throw new SidanError('HISTORY_PROTECTED', { what: CHECKS });
  };
  // Many at a time pass by the hook that settles them.
  for (const hook of ['beforeDestroy', 'beforeBulkCreate', 'beforeBulkUpdate', 'beforeBulkDestroy'])
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
  row.set({ period, term, status: 'stands', reason: null, revision: 0 });
  if (period === 'halfYear') row.set({ cleanHouse: null });
}

const checkedOf = (row: Model): Checked => ({
  regionCode: String(row.get('regionCode')),
  townCode: (row.get('townCode') as string | null) ?? null,
  householdId: String(row.get('householdId')),
  name: String(row.get('name') ?? ''),
  period: row.get('period') as Period,
  term: String(row.get('term')),
  cleanHouse: (row.get('cleanHouse') as boolean | null) ?? null,
  revision: Number(row.get('revision') ?? 0),
});
