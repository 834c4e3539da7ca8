import type { Family } from './family';
import { COLUMNS, ROWS } from '../../../../packages/plugin/src/server/bank/columns';

const under = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}${name}`);

/** Templates of what the owner of an account is told. */
export const ACCOUNT_TOLD = under('account', ['Frozen', 'Refusing', 'Open', 'Floor']);

/** The pages 月结, 银行总账 and 账户管理. */
export const BANK_FAMILIES: Record<string, Family> = {
  closes: {
    patterns: ['pages.closes.looked.*', 'pages.closes.difference.*', 'pages.closes.what.*'],
    keys: () => [
      ...under('pages.closes.looked.', ['busy', 'stopped', 'whole']),
      ...under('pages.closes.difference.', ['at', 'name', 'rule', 'what']),
      ...under('pages.closes.what.', ['outcome', 'settlement', 'posting', 'version']),
    ],
  },
  settlements: {
    patterns: ['api.settlement.column.*', 'api.settlement.kind.*'],
    keys: () => [
      ...under('api.settlement.column.', ['collected', 'returned', 'rate', 'owed']),
      ...under('api.settlement.column.', ['redemptionNo', 'rewardName', 'quantity', 'kind', 'at', 'amount']),
      ...under('api.settlement.kind.', ['collected', 'returned']),
    ],
  },
  bank: {
    patterns: [
      'api.bank.column.*',
      'api.bank.row.*',
      'pages.bank.span.*',
      'pages.bank.cost.*',
      'pages.bank.*',
      'pages.accounts.effect.*',
    ],
    keys: () => [
      ...under('api.bank.column.', ['opening', ...COLUMNS, 'closing']),
      ...under('api.bank.row.', ROWS),
      ...under('pages.bank.span.', ['month', 'before', 'year', 'own']),
      ...under('pages.bank.', ['from', 'to']),
      ...under('pages.bank.cost.', ['county', 'merchants']),
      ...under('pages.accounts.effect.', ['open', 'frozen', 'refusing']),
    ],
  },
};
