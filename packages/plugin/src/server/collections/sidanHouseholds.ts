import { defineCollection } from '@nocobase/database';
import { choice, sidanCollection, string } from '../schema/fields';

/** 家庭户：people whose kinship somebody has seen proved; they may pass on time credits to each other where the rules say so, and may have an account together. */
export default defineCollection(
  sidanCollection(
    'sidanHouseholds',
    [
      string('name', { required: true }),
      string('code'),
      string('townCode', { index: true }),
      string('address'),
      choice('status', { active: 'green', closed: 'default' }, { default: 'active', required: true }),
    ],
    { title: 'name' },
  ),
);
