import { defineCollection } from '@nocobase/database';
import { internal, longText, moment, sidanCollection, string, tags } from '../schema/fields';

/**
 * 应急响应：that a county is in an emergency from a time to a time, and for which services. It is in force by time alone: nothing has to switch it off
 * (`emergencies/force.ts`). Services are named by code and by kind; where none is named, it is for all of them.
 */
export default defineCollection(
  sidanCollection(
    'sidanEmergencies',
    [
      string('name', { readOnly: true }),
      longText('reason', { readOnly: true }),
      moment('startsAt', { readOnly: true }),
      moment('endsAt', { readOnly: true }),
      moment('endedAt', { readOnly: true }),
      string('startedBy', { readOnly: true }),
      string('endedBy', { readOnly: true }),
      tags('items', { readOnly: true }),
      tags('categories', { readOnly: true }),
      // What was done about it, in order: started, prolonged, ended; by whom, until when, why.
      internal('story', 'jsonb'),
    ],
    { title: 'name', indexes: [{ fields: ['regionCode', 'endsAt'] }] },
  ),
);
