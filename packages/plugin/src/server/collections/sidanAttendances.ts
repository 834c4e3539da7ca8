import { defineCollection } from '@nocobase/database';
import { choice, integer, link, moment, reference, sidanCollection, string } from '../schema/fields';

/** 签到记录：one volunteer's presence at an order, in whole minutes. */
export default defineCollection(
  sidanCollection(
    'sidanAttendances',
    [
      reference('orderId'),
      link('order', 'sidanOrders', 'orderId', 'orderNo'),
      string('townCode'),
      reference('teamId'),
      link('team', 'sidanTeams', 'teamId', 'name'),
      reference('personId'),
      link('person', 'sidanPeople', 'personId', 'name'),
      moment('checkInAt'),
      moment('checkOutAt'),
      integer('minutes'),
      choice('origin', ['app', 'staff', 'stated', 'declared', 'imported'], { default: 'app' }),
    ],
    {
      title: 'id',
      indexes: [{ fields: ['regionCode', 'orderId'] }, { fields: ['regionCode', 'personId', 'checkInAt'] }],
    },
  ),
);
