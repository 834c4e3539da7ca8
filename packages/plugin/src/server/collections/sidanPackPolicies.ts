import { defineCollection } from '@nocobase/database';
import { choice, moment, sidanCollection, string } from '../schema/fields';

/** 规则包签名要求：whether a pack without a trusted signature is refused, or accepted with a mark. One row, of region `0`; refused until it is there. */
export default defineCollection(
  sidanCollection('sidanPackPolicies', [choice('untrusted', ['refuse', 'mark']), string('changedBy'), moment('at')], {
    title: 'untrusted',
    indexes: [{ fields: ['regionCode'], unique: true }],
  }),
);
