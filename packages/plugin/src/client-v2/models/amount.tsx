import { ClickableFieldModel } from '@nocobase/client-v2';
import { DisplayItemModel } from '@nocobase/flow-engine';
import { useMeasure, type CountyRow } from '../api/useMeasure';
import { later, t } from '../app';
import { figure } from '../shared/format';

/** Amounts of the book, which keeps them in the smallest unit: shown in the asset's own, which the row names. */

/** The column that names the asset of an amount. */
const ASSET_OF: Record<string, string> = { payHeld: 'payAsset', payTaken: 'payAsset' };
/** Kept in the asset's own unit. */
const OWN_UNIT = new Set(['budget']);

function Amount({ value, field, row }: { value: unknown; field: string; row: CountyRow | undefined }) {
  const asset = row?.[ASSET_OF[field] ?? 'asset'];
  const measure = useMeasure(row, asset);
  if (value === null || value === undefined || value === '') return null;
  // What is of no asset is a plain figure; of one that is not known yet, no figure is better than a wrong one.
  if (!asset) return <>{figure(Number(value))}</>;
  if (!measure) return null;
  const { unit, scale } = measure;
  const amount = OWN_UNIT.has(field) ? Number(value) : Number(`${Number(value)}e-${scale}`);
  return <span style={{ whiteSpace: 'nowrap' }}>{t('pages.accounts.balance', { amount: figure(amount), unit })}</span>;
}

export class SidanAmountFieldModel extends ClickableFieldModel {
  override renderComponent(value: unknown) {
    const { collectionField, record } = this.context;
    return <Amount value={value} field={collectionField?.name ?? ''} row={record as CountyRow | undefined} />;
  }
}
SidanAmountFieldModel.define({ label: later('pages.field.amount') });

DisplayItemModel.bindModelToInterface('SidanAmountFieldModel', ['integer']);
