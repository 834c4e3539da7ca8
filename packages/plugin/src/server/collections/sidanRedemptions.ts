import { defineCollection } from '@nocobase/database';
import { choice, integer, internal, link, moment, reference, sidanCollection, string } from '../schema/fields';

/** 兑换单：one request for a reward, from the hold of its price to its end. Its state is moved by commands only (`shop/`). */
export default defineCollection(
  sidanCollection(
    'sidanRedemptions',
    [
      string('redemptionNo'),
      choice('state', {
        reviewing: 'gold',
        ready: 'blue',
        toDeliver: 'blue',
        onTheWay: 'geekblue',
        returnable: 'cyan',
        collected: 'green',
        returned: 'purple',
        refused: 'red',
        cancelled: 'default',
        expired: 'default',
        undelivered: 'orange',
      }),
      reference('rewardId'),
      link('reward', 'sidanRewards', 'rewardId', 'name'),
      string('rewardName'),
      reference('outletId'),
      link('outlet', 'sidanOutlets', 'outletId', 'name'),
      string('townCode'),
      integer('quantity'),
      reference('personId'),
      link('person', 'sidanPeople', 'personId', 'name'),
      // Whose account pays, where it is a household's.
      reference('householdId'),
      link('household', 'sidanHouseholds', 'householdId', 'name'),
      reference('beneficiaryId'),
      string('beneficiaryName'),
      // 到店自取，or 送货上门：where to, partly hidden; whole in `deliveryCipher`, for whoever brings it.
      choice('handover', { pickup: 'default', delivery: 'blue' }),
      string('deliveryAddress'),
      string('deliveryPhone'),
      internal('deliveryCipher', 'text'),
      string('carrier'),
      string('signedBy'),
      integer('price'),
      string('asset'),
      // What is given back of the price where it is returned in time, by the rule.
      integer('refund'),
      integer('returnDays'),
      reference('decisionId'),
      moment('requestedAt'),
      moment('dueAt'),
      moment('collectedAt'),
      string('collectedBy'),
      moment('closedAt'),
      // The merchant's list on which it stands, and that on which its return does (`settlements/`).
      internal('settlementId', 'uuid'),
      internal('returnSettlementId', 'uuid'),
      integer('version'),
      internal('definitionVersion', 'string'),
      internal('snapshot', 'jsonb'),
      internal('holdId', 'string'),
      internal('captureId', 'string'),
      // The pick-up code: found by its index, opened for its owner alone.
      internal('codeIndex', 'string'),
      internal('codeCipher', 'text'),
    ],
    {
      title: 'redemptionNo',
      indexes: [
        { fields: ['regionCode', 'redemptionNo'], unique: true },
        { fields: ['regionCode', 'codeIndex'], unique: true },
        { fields: ['regionCode', 'personId', 'requestedAt'] },
        { fields: ['regionCode', 'householdId', 'requestedAt'] },
        { fields: ['regionCode', 'outletId', 'state', 'returnSettlementId'] },
        { fields: ['regionCode', 'outletId', 'settlementId', 'collectedAt'] },
      ],
    },
  ),
);
