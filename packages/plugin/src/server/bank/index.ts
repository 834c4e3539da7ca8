/** 银行总账: a county's statement that sums to zero (`statement.ts`), what it would cost (`outlook.ts`), and the terms of its accounts (`accounts.ts`). docs/bank.md. */
export { accountsIn, setAccountTerms, termsOf } from './accounts';
export { countyAsked } from './asked';
export { ledgerNames } from './names';
export { packBook } from './pack';
export { bankOutlook, setPrice } from './outlook';
export { statementFile } from './export';
export { bankStatement } from './statement';
