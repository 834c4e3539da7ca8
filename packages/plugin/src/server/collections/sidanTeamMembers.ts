import { defineCollection } from '@nocobase/database';
import { choice, link, reference, sidanCollection, string } from '../schema/fields';

/** 队员：who is in a team, and who leads it. */
export default defineCollection(
  sidanCollection(
    'sidanTeamMembers',
    [
      string('name'),
      reference('teamId'),
      link('team', 'sidanTeams', 'teamId', 'name'),
      reference('personId', { index: true }),
      link('person', 'sidanPeople', 'personId', 'name'),
      string('townCode'),
      choice('role', { leader: 'red', deputy: 'orange', member: 'default' }, { default: 'member', required: true }),
      choice('status', { pending: 'gold', active: 'green', left: 'default' }, { default: 'active', required: true }),
    ],
    { title: 'name', indexes: [{ fields: ['regionCode', 'teamId', 'personId'], unique: true }] },
  ),
);
