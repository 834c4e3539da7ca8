import { defineCollection } from '@nocobase/database';
import { choice, moment, reference, sidanCollection, string, yesNo } from '../schema/fields';

/** 计划执行：what became of one date of a plan. The unique key makes each date one order at most, whoever comes by and however often. */
export default defineCollection(
  sidanCollection(
    'sidanPlanDays',
    [
      reference('planId'),
      string('date'),
      choice('state', { placed: 'green', skipped: 'default', together: 'blue', missed: 'red' }),
      string('on'),
      yesNo('late'),
      reference('orderId'),
      string('orderNo'),
      moment('at'),
    ],
    {
      title: 'date',
      indexes: [{ fields: ['regionCode', 'planId', 'date'], unique: true }, { fields: ['regionCode', 'orderId'] }],
    },
  ),
);
