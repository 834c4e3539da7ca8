import { defineCollection } from '@nocobase/database';
import { integer, reference, sidanCollection, string } from '../schema/fields';

/** 月度对账单：what an account had at the beginning of a month, what came and went, and what it had at its end; fixed when the month is closed (`close/`). */
export default defineCollection(
  sidanCollection(
    'sidanMonthStatements',
    [
      string('month'),
      reference('accountId'),
      string('ownerKind'),
      string('ownerId'),
      string('asset'),
      integer('opening'),
      // What was posted for earlier months after those were closed.
      integer('late'),
      integer('earned'),
      integer('spent'),
      integer('donated'),
      integer('expired'),
      integer('other'),
      integer('closing'),
    ],
    {
      title: 'month',
      indexes: [
        { fields: ['regionCode', 'month', 'accountId'], unique: true },
        { fields: ['regionCode', 'ownerId', 'month'] },
      ],
    },
  ),
);
