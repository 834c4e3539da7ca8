import { block } from '../nodes';
import type { PageBuilder } from '../types';

/** 银行总账: the county's statement and what it would cost, the terms of accounts, and what merchants are paid. */
export const bank: PageBuilder = () => ({
  key: 'bank',
  icon: 'BankOutlined',
  roles: ['supervisor', 'countyAdmin'],
  tabs: [
    { key: 'bank', rows: [[[block('sidan-bank', 'SidanBankBlockModel')]]] },
    { key: 'bankAccounts', rows: [[[block('sidan-bank-accounts', 'SidanAccountsBlockModel')]]] },
    { key: 'settlements', rows: [[[block('sidan-settlements', 'SidanSettlementBlockModel')]]] },
  ],
});
