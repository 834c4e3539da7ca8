import { t } from '../app';
import { figure } from '../shared/format';

/** Fen as a sum of money. */
export const yuanOf = (fen: number): string => t('pages.bank.yuan', { amount: figure(fen / 100) });
