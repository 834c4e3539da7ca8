import type {
  AccountPage,
  AccountTermsChange,
  AccountTermsHistory,
  BankOutlook,
  BankPrice,
  BankStatement,
} from '../../api/types';
import { get, post, saveFile } from './request';

export type { AccountLine, AccountTermsChange, BankAsset, BankOutlook, BankStatement } from '../../api/types';

const of = (regionCode?: string) => (regionCode ? { regionCode } : {});

export interface Period {
  from: string;
  to: string;
}

/** Of the first county of the reader's where none is named. */
export const bankStatement = (period: Period, regionCode?: string) =>
  get<BankStatement>('sidanBank:statement', { ...period, ...of(regionCode) });

export const saveStatement = (period: Period, regionCode: string, format: 'xlsx' | 'csv', name: string) =>
  saveFile('sidanBank:export', { ...period, regionCode, format }, `${name}.${format}`);

export const bankOutlook = (regionCode: string) => get<BankOutlook>('sidanBank:outlook', { regionCode });

export const setPrice = (price: BankPrice) => post<BankOutlook>('sidanBank:price', { data: price });

export const accounts = (search: string, regionCode?: string, after?: string) =>
  get<AccountPage>('sidanBank:accounts', { search, ...of(regionCode), ...(after ? { after } : {}) });

export const accountTerms = (regionCode: string, id: string) =>
  get<AccountTermsHistory>('sidanBank:terms', { regionCode, filterByTk: id });

export const setAccountTerms = (id: string, change: AccountTermsChange) =>
  post<AccountTermsHistory>(`sidanBank:setTerms?filterByTk=${id}`, { data: change });
