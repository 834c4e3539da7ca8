import type { MonthAmounts } from '../api/closes';
import { t } from '../app';
import { figure } from '../shared/format';

const AMOUNTS = ['opening', 'late', 'earned', 'spent', 'donated', 'expired', 'other', 'closing'] as const;

/** The columns of a statement, after those that say whose it is. */
export const amountColumns = () =>
  AMOUNTS.map((key) => ({ key, title: t(`collections.sidanMonthStatements.${key}`), figure: true }));

export const amountCells = (row: MonthAmounts) => Object.fromEntries(AMOUNTS.map((key) => [key, figure(row[key])]));
