import { defineCollection } from '@nocobase/database';
import { integer, json, link, moment, reference, sidanCollection, string } from '../schema/fields';

/** 积分流水：one transfer from a source to a destination account; never changed, never deleted. The ledger's guards make the other indexes. */
export default defineCollection(
  sidanCollection(
    'sidanPostings',
    [
      reference('sourceId'),
      link('source', 'sidanAccounts', 'sourceId', 'ownerId'),
      reference('destinationId'),
      link('destination', 'sidanAccounts', 'destinationId', 'ownerId'),
      string('asset'),
      integer('amount'),
      string('key'),
      reference('decisionId'),
      link('decision', 'sidanDecisions', 'decisionId', 'rule'),
      reference('reversesId'),
      reference('settlesId'),
      string('kind'),
      string('subjectKind'),
      string('subjectId'),
      json('memo'),
      string('origin'),
      moment('expiresAt'),
      moment('spendableFrom'),
      moment('at'),
    ],
    {
      title: 'key',
      indexes: [
        { fields: ['key', 'regionCode'], unique: true },
        // As the ledger needs them; the host would make one of the account alone beside each, and every posting would pay for it.
        { fields: ['sourceId', 'at', 'id'] },
        { fields: ['destinationId', 'at', 'id'] },
      ],
    },
  ),
);
