import type { SettlementDesk, SettlementLine, SettlementPayment, SettlementSheet } from '../../api/types';
import { get, post, saveFile } from './request';

export type { SettlementDesk, SettlementLine } from '../../api/types';

export const PAGE_SIZE = 20;

/** Of the first county of the reader's where none is named. */
export const settlementDesk = (page: number, regionCode?: string) =>
  get<SettlementDesk>('sidanSettlements:desk', { page, pageSize: PAGE_SIZE, ...(regionCode ? { regionCode } : {}) });

export const makeSettlements = (regionCode: string, month: string) =>
  post<SettlementDesk>('sidanSettlements:make', { data: { regionCode, month } });

export const settlementSheet = (id: string) => get<SettlementSheet>('sidanSettlements:sheet', { filterByTk: id });

export const paySettlement = (id: string, payment: SettlementPayment) =>
  post<SettlementLine>(`sidanSettlements:pay?filterByTk=${id}`, { data: payment });

export const saveSettlement = (id: string, name: string) =>
  saveFile('sidanSettlements:file', { filterByTk: id }, `${name}.xlsx`);
