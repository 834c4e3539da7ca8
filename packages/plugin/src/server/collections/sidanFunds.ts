import { defineCollection } from '@nocobase/database';
import { choice, longText, sidanCollection, string } from '../schema/fields';

/** 公益基金：where donations go, and what rules send to it (`overflow`, `fund`: its code). What it has is in the account of the ledger that bears its code. */
export default defineCollection(
  sidanCollection(
    'sidanFunds',
    [
      string('code', { required: true }),
      string('name', { required: true }),
      string('nameEn'),
      longText('purpose'),
      choice('status', { active: 'green', closed: 'default' }, { default: 'active', required: true }),
    ],
    { title: 'name', indexes: [{ fields: ['regionCode', 'code'], unique: true }] },
  ),
);
