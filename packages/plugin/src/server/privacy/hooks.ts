import type { Database, Model } from '@nocobase/database';
import { SidanError } from '../errors';
import { isIdNo, isMasked, isPhone, maskIdNo, maskPhone } from './masks';
import type { Vault } from './vault';

interface SealedColumn {
  collection: string;
  field: string;
  cipher: string;
  index?: string;
  valid(value: string): boolean;
  mask(value: string): string;
}

/** Which columns hold personal data. One line here is all that a further one needs. */
export const SEALED: readonly SealedColumn[] = [
  {
    collection: 'sidanPeople',
    field: 'phone',
    cipher: 'phoneCipher',
    index: 'phoneIndex',
    valid: isPhone,
    mask: maskPhone,
  },
  { collection: 'sidanPeople', field: 'idNo', cipher: 'idNoCipher', index: 'idNoIndex', valid: isIdNo, mask: maskIdNo },
  { collection: 'sidanOrders', field: 'contactPhone', cipher: 'contactPhoneCipher', valid: isPhone, mask: maskPhone },
];

/**
 * Seals personal data on every way into the database that goes through the host's models: our commands, the host's forms, its importer, which writes many
 * rows at a time. The readable column keeps the mask only. Writing back a mask that a form was given changes nothing.
 */
export function sealPersonalData(db: Database, vault: () => Vault): void {
  for (const column of SEALED) {
    db.on(`${column.collection}.beforeSave`, (row: Model) => sealColumn(row, column, vault()));
    db.on(`${column.collection}.beforeBulkCreate`, (rows: Model[]) =>
      rows.forEach((row) => sealColumn(row, column, vault())),
    );
  }
}

function sealColumn(row: Model, column: SealedColumn, vault: Vault): void {
  if (!row.changed(column.field as never) && !row.isNewRecord) return;
  const value = row.get(column.field) as string | null | undefined;
  if (value === undefined) return;
  if (value === null || value === '') {
    row.set({ [column.field]: null, [column.cipher]: null, ...(column.index ? { [column.index]: null } : {}) });
    return;
  }
  const text = String(value).trim();
  if (isMasked(text)) {
    if (text !== row.previous(column.field as never)) throw invalid(column);
    row.set(column.field, text);
    return;
  }
  if (!column.valid(text)) throw invalid(column);
  row.set({
    [column.field]: column.mask(text),
    [column.cipher]: vault.seal(text),
    ...(column.index ? { [column.index]: vault.index(text) } : {}),
  });
}

const invalid = ({ collection, field }: SealedColumn) =>
  new SidanError('INVALID_DATA', { problems: [{ field, code: field === 'idNo' ? 'ID_NO' : 'PHONE', collection }] });
