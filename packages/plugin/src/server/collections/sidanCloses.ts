import { defineCollection } from '@nocobase/database';
import { choice, integer, internal, moment, sidanCollection, string } from '../schema/fields';

/** 月结：one month of one county being settled (`close/`): how far it is, and what came of it. */
export default defineCollection(
  sidanCollection(
    'sidanCloses',
    [
      string('month'),
      choice('state', { running: 'processing', done: 'green', failed: 'red' }),
      choice('stage', ['deciding', 'expiring', 'stating'], { default: 'deciding' }),
      // The person, or the account, up to which the stage is done.
      internal('cursor', 'uuid'),
      integer('portions'),
      integer('eventsTotal'),
      integer('events'),
      integer('people'),
      integer('decisions'),
      integer('postings'),
      integer('refused'),
      integer('expired'),
      integer('statements'),
      // Whose hours could not be settled and why (the first few), and why the close stands still.
      internal('problems', 'jsonb'),
      internal('error', 'jsonb'),
      string('startedBy'),
      moment('startedAt'),
      moment('finishedAt'),
    ],
    {
      title: 'month',
      indexes: [{ fields: ['regionCode', 'month'], unique: true }, { fields: ['state'] }],
    },
  ),
);
