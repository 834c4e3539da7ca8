import type { Database, Model } from '@nocobase/database';
import { SidanError } from '../errors';

/** Households and funds in the host's forms: nothing is deleted on which transfers rest; nobody belongs anywhere without a paper that proved it. */
export function guardFamilies(db: Database): void {
  const required = {
    sidanHouseholdMembers: ['householdId', 'personId', 'relation', 'proof'],
    sidanFundMembers: ['fundId', 'personId', 'reason'],
    sidanHouseholds: ['name'],
    sidanFunds: ['code', 'name'],
  };
  for (const [collection, fields] of Object.entries(required)) {
    db.on(`${collection}.beforeSave`, (row: Model) => {
      const problems = fields
        .filter((field) => (row.isNewRecord || row.changed(field as never)) && !row.get(field))
        .map((field) => ({ field, code: 'REQUIRED', collection }));
      if (problems.length) throw new SidanError('INVALID_DATA', { problems });
      // By its code rules and the ledger know it.
      if (collection === 'sidanFunds' && !row.isNewRecord && row.changed('code' as never))
        throw new SidanError('FIELD_PROTECTED', { field: 'code' });
    });
    db.on(`${collection}.beforeDestroy`, () => {
      throw new SidanError('HISTORY_PROTECTED', { what: collection });
    });
  }
}
