import { defineCollection } from '@nocobase/database';
import {
  choice,
  integer,
  internal,
  link,
  longText,
  moment,
  reference,
  sidanCollection,
  string,
} from '../schema/fields';

/**
 * 志愿服务记录证明：one that was asked for, and what became of it. `content` is what it says, fixed; `digest` a keyed mark over it and over the state in which it is, from the day it is
 * issued on (`certificates/seal.ts`): a row that was changed by hand is no certificate any more.
 */
export default defineCollection(
  sidanCollection(
    'sidanCertificates',
    [
      string('number', { readOnly: true }),
      choice(
        'state',
        {
          requested: 'gold',
          noticed: 'blue',
          issued: 'green',
          refused: 'red',
          withdrawn: 'default',
          revoked: 'volcano',
        },
        { readOnly: true },
      ),
      reference('personId'),
      link('person', 'sidanPeople', 'personId', 'name'),
      string('name', { readOnly: true }),
      string('fromDate', { readOnly: true }),
      string('toDate', { readOnly: true }),
      integer('minutes', { readOnly: true }),
      moment('requestedAt', { readOnly: true }),
      moment('noticedAt', { readOnly: true }),
      moment('noticeEndsAt', { readOnly: true }),
      moment('issuedAt', { readOnly: true }),
      moment('revokedAt', { readOnly: true }),
      string('handledBy', { readOnly: true }),
      longText('reason', { readOnly: true }),
      longText('remarks', { readOnly: true }),
      internal('content', 'jsonb'),
      // The identity number as it was when it was issued, where it was asked for in full.
      internal('documentCipher', 'text'),
      internal('digest', 'string'),
      internal('objections', 'jsonb'),
      // What was done about it, in order: by whom, when, why.
      internal('story', 'jsonb'),
    ],
    {
      title: 'number',
      indexes: [
        { fields: ['regionCode', 'number'], unique: true },
        { fields: ['regionCode', 'personId', 'requestedAt'] },
        { fields: ['regionCode', 'state', 'requestedAt'] },
      ],
    },
  ),
);
