import type { CloseOverview, ClosePreview, MonthFigures, Recomputed, StatementPage } from '../../api/types';
import { get, post } from './request';

export type {
  CloseLine,
  CloseOverview,
  ClosePreview,
  MonthAmounts,
  MonthFigures,
  RecomputedDifference,
  StatementLine,
} from '../../api/types';

const of = (regionCode?: string) => (regionCode ? { regionCode } : {});

/** Of the first county of the reader's where none is named. */
export const closeOverview = (regionCode?: string) => get<CloseOverview>('sidanCloses:overview', of(regionCode));

export const closePreview = (regionCode: string) => get<ClosePreview>('sidanCloses:preview', { regionCode });

export const startClose = (regionCode: string, month: string) =>
  post<CloseOverview>('sidanCloses:start', { data: { regionCode, month } });

export const monthFigures = (regionCode: string, month: string) =>
  get<MonthFigures>('sidanCloses:figures', { regionCode, month });

export const monthStatements = (regionCode: string, month: string, search: string, after?: string) =>
  get<StatementPage>('sidanCloses:statements', { regionCode, month, search, ...(after ? { after } : {}) });

export const recomputePage = (regionCode: string, after?: string) =>
  get<Recomputed>('sidanCloses:recompute', { regionCode, ...(after ? { after } : {}) });
