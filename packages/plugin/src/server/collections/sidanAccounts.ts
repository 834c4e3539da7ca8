import { defineCollection } from '@nocobase/database';
import { choice, integer, sidanCollection, string, yesNo } from '../schema/fields';

/** 积分账户：an account of the ledger. Written by the ledger's own statements only. */
export default defineCollection(
  sidanCollection(
    'sidanAccounts',
    [
      choice('ownerKind', ['person', 'household', 'team', 'site', 'merchant', 'fund', 'system', 'hold']),
      string('ownerId'),
      string('asset'),
      integer('balance', { default: 0 }),
      yesNo('kept', { default: true }),
      integer('minBalance'),
      choice('status', { open: 'green', frozen: 'red', refusing: 'orange', closed: 'default' }, { default: 'open' }),
      yesNo('lotted'),
      integer('slots'),
    ],
    { title: 'ownerId', indexes: [{ fields: ['ownerId', 'ownerKind', 'asset', 'regionCode'], unique: true }] },
  ),
);
