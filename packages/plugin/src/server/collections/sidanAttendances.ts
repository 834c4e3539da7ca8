import { defineCollection } from '@nocobase/database';
import { choice, integer, internal, link, moment, reference, sidanCollection, string } from '../schema/fields';

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
      // Of hours without an order: of what service they were.
      reference('serviceItemId'),
      moment('checkInAt'),
      moment('checkOutAt'),
      integer('minutes'),
      choice('origin', ['app', 'staff', 'stated', 'declared', 'imported'], { default: 'app' }),
      // Hidden, all of them: nobody but who decides is to see what is being looked at (`watch/`). Who entered it, where nobody checked in; from which device somebody
      // did, as a keyed hash; when the later look was taken; since when the hours no longer count.
      { name: 'recordedBy', make: () => ({ name: 'recordedBy', type: 'bigInt', hidden: true }) },
      internal('deviceKey', 'string'),
      internal('watchedAt', 'datetimeTz'),
      internal('voidedAt', 'datetimeTz'),
      // 月结: true until the close of a month has decided what these hours earn; and which close did. Of hours at an order neither is set: they are awarded with it.
      internal('awaitsClose', 'boolean'),
      internal('closeId', 'uuid'),
    ],
    {
      title: 'id',
      indexes: [
        { fields: ['regionCode', 'orderId'] },
        { fields: ['regionCode', 'personId', 'checkInAt'] },
        { fields: ['regionCode', 'deviceKey', 'checkInAt'] },
        { fields: ['regionCode', 'recordedBy', 'checkOutAt'] },
        { fields: ['watchedAt', 'checkOutAt'] },
        { fields: ['regionCode', 'awaitsClose', 'personId'] },
      ],
    },
  ),
);
