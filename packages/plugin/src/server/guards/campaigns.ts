import type { Database, Model } from '@nocobase/database';
import { SidanError } from '../errors';

const NAME = 'sidanCampaigns';
const REQUIRED = ['code', 'name', 'unit', 'startsOn', 'endsOn'];
/** By these what was given already knows it: once there are entries they stay. */
const KNOWN_BY = ['code', 'asset'];
/** Kept with every entry (`campaigns/book.ts`). */
const SUMS = ['people', 'entries', 'quantity', 'given'];
const BUDGET_MAX = 1_000_000_000;

/** 一次性活动 in the host's forms: days in their order, a budget that is a whole number; once something was handed in its code stays, its sums are those of its entries, and it is not deleted. */
export function guardCampaigns(db: Database): void {
  db.on(`${NAME}.beforeSave`, (row: Model) => {
    if (row.isNewRecord)
      row.set({ asset: row.get('asset') || 'points', ...Object.fromEntries(SUMS.map((field) => [field, 0])) });
    else {
      const known = Number(row.get('entries') ?? 0) > 0 ? KNOWN_BY : [];
      const kept = ['regionCode', ...known, ...SUMS].find((field) => row.changed(field as never));
      if (kept) throw new SidanError('FIELD_PROTECTED', { field: kept });
    }
    const problems = [
      ...REQUIRED.filter((field) => isTouched(row, field) && !String(row.get(field) ?? '').trim()).map((field) =>
        problem(field),
      ),
      ...(isReversed(row) ? [problem('endsOn', 'ENDS_BEFORE')] : []),
      ...(isBudget(row.get('budget')) ? [] : [{ ...problem('budget', 'RANGE'), min: 1, max: BUDGET_MAX }]),
    ];
    if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  });
  for (const hook of ['beforeDestroy', 'beforeBulkCreate', 'beforeBulkUpdate', 'beforeBulkDestroy'])
    db.on(`${NAME}.${hook}`, () => {
      throw new SidanError('HISTORY_PROTECTED', { what: NAME });
    });
}

const problem = (field: string, code = 'REQUIRED') => ({ field, code, collection: NAME });

const isTouched = (row: Model, field: string): boolean => row.isNewRecord || row.changed(field as never);

const isReversed = (row: Model): boolean => {
  const [from, to] = [row.get('startsOn'), row.get('endsOn')];
  return Boolean(from && to) && String(to) < String(from);
};

const isBudget = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Number.isSafeInteger(Number(value)) && Number(value) >= 1 && Number(value) <= BUDGET_MAX);
