import { defineCollection } from '@nocobase/database';
import { choice, day, link, reference, sidanCollection, string } from '../schema/fields';

/** 监护与代办：who acts for whom (a child, somebody disabled, an elder without a telephone), by which paper, from when until when. What has ended stays, with why. */
export default defineCollection(
  sidanCollection(
    'sidanGuardianships',
    [
      string('name'),
      reference('personId', { index: true }),
      link('person', 'sidanPeople', 'personId', 'name'),
      reference('guardianId', { index: true }),
      link('guardian', 'sidanPeople', 'guardianId', 'name'),
      string('townCode'),
      choice('reason', ['child', 'disabled', 'elder', 'other'], { required: true }),
      choice('proof', ['register', 'birth', 'court', 'notary', 'mandate', 'statement', 'other'], { required: true }),
      string('proofNote'),
      // Both days count; without them it is in force from when it is entered, until it is ended.
      day('startsOn'),
      day('endsOn'),
      choice('status', { active: 'green', ended: 'default' }, { default: 'active', required: true }),
      string('endReason'),
    ],
    { title: 'name' },
  ),
);
