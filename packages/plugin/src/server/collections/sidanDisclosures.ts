import { defineCollection } from '@nocobase/database';
import { longText, moment, reference, sidanCollection, string } from '../schema/fields';

/** 查看记录：each unmasking of a personal datum: who, what, why, when. */
export default defineCollection(
  sidanCollection(
    'sidanDisclosures',
    [
      { name: 'userId', make: () => ({ name: 'userId', type: 'bigInt' }) },
      string('userName'),
      string('collection'),
      reference('rowId', { index: true }),
      string('field'),
      longText('reason'),
      moment('at'),
    ],
    { title: 'field' },
  ),
);
