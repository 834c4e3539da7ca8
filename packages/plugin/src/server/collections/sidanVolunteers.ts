import { defineCollection } from '@nocobase/database';
import { choice, day, link, moment, reference, sidanCollection, string, tags } from '../schema/fields';

/** 志愿者：a person's registration as a volunteer. `name` repeats the person's, so that lists need no join. */
export default defineCollection(
  sidanCollection(
    'sidanVolunteers',
    [
      string('name', { required: true }),
      string('volunteerNo', { readOnly: true }),
      reference('personId'),
      link('person', 'sidanPeople', 'personId', 'name'),
      string('townCode', { index: true }),
      tags('skills'),
      // 培训合格：from that day on they may do what asks for trained people.
      day('trainedOn'),
      choice(
        'status',
        { pending: 'gold', active: 'green', frozen: 'red', deregistered: 'default' },
        { default: 'active' },
      ),
      moment('registeredAt'),
    ],
    {
      title: 'name',
      indexes: [
        { fields: ['regionCode', 'personId'], unique: true },
        { fields: ['regionCode', 'volunteerNo'], unique: true },
      ],
    },
  ),
);
