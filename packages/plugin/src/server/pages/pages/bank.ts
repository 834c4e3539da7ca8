import { block } from '../nodes';
import type { PageBuilder } from '../types';

/** 银行总账: the county's statement, what it would cost, and the terms of accounts. */
export const bank: PageBuilder = () => ({
  key: 'bank',
  icon: 'BankOutlined',
  roles: ['supervisor', 'countyAdmin'],
  tabs: [
    { key: 'bank', rows: [[[block('sidan-bank', 'SidanBankBlockModel')]]] },
    { key: 'bankAccounts', rows: [[[block('sidan-bank-accounts', 'SidanAccountsBlockModel')]]] },
  ],
});
