import { defineCollection } from '@nocobase/database';
import { choice, integer, link, reference, sidanCollection, string } from '../schema/fields';

/** 优先名单：who is to be given of a fund, in which order, and why. */
export default defineCollection(
  sidanCollection(
    'sidanFundMembers',
    [
      string('name'),
      reference('fundId', { index: true }),
      link('fund', 'sidanFunds', 'fundId', 'name'),
      reference('personId', { index: true }),
      link('person', 'sidanPeople', 'personId', 'name'),
      string('townCode'),
      integer('rank', { required: true, default: 100 }),
      choice('reason', ['alone', 'disabled', 'poor', 'old', 'ill', 'other'], { required: true }),
      choice('status', { active: 'green', left: 'default' }, { default: 'active', required: true }),
    ],
    { title: 'name', indexes: [{ fields: ['regionCode', 'fundId', 'personId'], unique: true }] },
  ),
);
