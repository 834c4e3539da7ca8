import { defineCollection } from '@nocobase/database';
import { choice, link, reference, sidanCollection, string } from '../schema/fields';

/** 家庭成员：who belongs to a household, as what, and by which paper that was proved. Nobody belongs to two. */
export default defineCollection(
  sidanCollection(
    'sidanHouseholdMembers',
    [
      string('name'),
      reference('householdId', { index: true }),
      link('household', 'sidanHouseholds', 'householdId', 'name'),
      reference('personId'),
      link('person', 'sidanPeople', 'personId', 'name'),
      string('townCode'),
      // To the head of the household.
      choice('relation', ['head', 'spouse', 'parent', 'child', 'grandparent', 'grandchild', 'sibling', 'other'], {
        required: true,
      }),
      choice('proof', ['register', 'marriage', 'birth', 'statement', 'other'], { required: true }),
      string('proofNote'),
      choice('status', { active: 'green', left: 'default' }, { default: 'active', required: true }),
    ],
    { title: 'name', indexes: [{ fields: ['regionCode', 'personId'], unique: true }] },
  ),
);
