import { defineCollection } from '@nocobase/database';
import { choice, internal, link, longText, moment, reference, sidanCollection, string } from '../schema/fields';

/** 派单：one dispatch of an order to one team, and how the team answered. */
export default defineCollection(
  sidanCollection(
    'sidanOffers',
    [
      reference('orderId'),
      link('order', 'sidanOrders', 'orderId', 'orderNo'),
      string('townCode'),
      reference('teamId'),
      link('team', 'sidanTeams', 'teamId', 'name'),
      choice(
        'state',
        { open: 'blue', accepted: 'green', declined: 'red', expired: 'gold', withdrawn: 'default' },
        { default: 'open', readOnly: true },
      ),
      moment('offeredAt'),
      moment('expiresAt'),
      moment('answeredAt'),
      reference('answeredById'),
      longText('reason'),
      longText('note'),
      // Of the plan's runs (`sidanOrders.dispatching`) the one that asked; none where a person did.
      internal('run', 'integer'),
    ],
    {
      title: 'state',
      indexes: [
        { fields: ['regionCode', 'orderId', 'state'] },
        { fields: ['regionCode', 'teamId', 'state'] },
        { fields: ['regionCode', 'offeredAt'] },
      ],
    },
  ),
);
