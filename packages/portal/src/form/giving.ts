import type { TransferAsset, TransferOptions, TransferPurpose, TransferRequest } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';

/** What is being filled in; of each choice the only one is taken. */
export interface Draft {
  asset: string;
  purpose: string;
  to: string;
  member: string;
  amount: string;
}

export const only = (values: readonly string[]) => (values.length === 1 ? values[0]! : '');

export function begun({ assets }: TransferOptions): Draft {
  const asset = only(assets.map((one) => one.asset));
  return {
    asset,
    purpose: only(assets.find((one) => one.asset === asset)?.purposes ?? []),
    to: '',
    member: '',
    amount: '',
  };
}

/** The places that it may go to, by what it is for. */
export function targetsOf({ family, funds }: TransferOptions, asset: TransferAsset | undefined, purpose: string) {
  if (purpose === 'transfer')
    return family.map(({ personId, name, relation }) => ({
      value: personId,
      label: t('give.person', { name, note: relation }),
    }));
  if (purpose === 'donate') return funds.map(({ id, name }) => ({ value: id, label: name }));
  return (asset?.into ?? []).map((one) => ({ value: one.asset, label: one.name }));
}

/** Above zero, or zero where no number stands there. */
export const amountOf = ({ amount }: Draft): number =>
  /^\d{1,9}(\.\d{1,4})?$/.test(amount.trim()) ? Number(amount.trim()) : 0;

/** What is sent of a draft that is complete. */
export const requestOf = (draft: Draft, purpose: TransferPurpose, to: string): TransferRequest => ({
  ...{ purpose, asset: draft.asset, amount: amountOf(draft) },
  ...(purpose === 'transfer' ? { personId: to } : {}),
  ...(purpose === 'donate' ? { fundId: to, ...(draft.member ? { memberId: draft.member } : {}) } : {}),
  ...(purpose === 'exchange' ? { into: to } : {}),
});

/** Of an exchange one says how much one wants. */
export const unitOf = (asset: TransferAsset | undefined, purpose: TransferPurpose, into: string | undefined): string =>
  (purpose === 'exchange' ? asset?.into.find((one) => one.asset === into)?.unit : undefined) ?? asset?.unit ?? '';

/** What each purpose is called. */
export const PURPOSES = {
  transfer: 'give.purpose.transfer',
  donate: 'give.purpose.donate',
  exchange: 'give.purpose.exchange',
} as const satisfies Record<TransferPurpose, string>;
