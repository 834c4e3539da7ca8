import { defineCollection } from '@nocobase/database';
import { integer, internal, json, link, longText, moment, reference, sidanCollection, string } from '../schema/fields';

/** 兑换记录：what happened to a redemption, in order; only ever added to. */
export default defineCollection(
  sidanCollection(
    'sidanRedemptionEvents',
    [
      reference('redemptionId'),
      link('redemption', 'sidanRedemptions', 'redemptionId', 'redemptionNo'),
      string('townCode'),
      integer('seq'),
      string('type'),
      string('fromState'),
      string('toState'),
      string('capacity'),
      internal('actorUserId', 'bigInt'),
      string('actorName'),
      longText('reason'),
      json('data'),
      moment('at'),
      internal('definitionVersion', 'string'),
    ],
    { title: 'type', indexes: [{ fields: ['regionCode', 'redemptionId', 'seq'], unique: true }] },
  ),
);
