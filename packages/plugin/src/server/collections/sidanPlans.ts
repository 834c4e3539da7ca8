import { defineCollection } from '@nocobase/database';
import {
  choice,
  integer,
  internal,
  json,
  link,
  moment,
  reference,
  sidanCollection,
  string,
  yesNo,
} from '../schema/fields';

/** 周期计划：a service that comes round; orders are made of it some days ahead (`plans/`). What became of each date is in `sidanPlanDays`. */
export default defineCollection(
  sidanCollection(
    'sidanPlans',
    [
      string('title'),
      choice('state', { active: 'green', paused: 'default' }),
      reference('serviceItemId'),
      link('serviceItem', 'sidanServiceItems', 'serviceItemId', 'name'),
      string('townCode', { index: true }),
      reference('siteId'),
      link('site', 'sidanSites', 'siteId', 'name'),
      reference('requesterId'),
      link('requester', 'sidanPeople', 'requesterId', 'name'),
      choice('requesterKind', ['office', 'person']),
      json('recurrence'),
      string('timeFrom'),
      string('timeTo'),
      integer('leadDays'),
      choice('dayOff', ['keep', 'skip', 'next']),
      yesNo('weekendsOff'),
      string('startsOn'),
      string('endsOn'),
      moment('lastMadeAt', { readOnly: true }),
      string('madeBy', { readOnly: true }),
      // Values of the order's form, a telephone among them: encrypted.
      internal('values', 'text'),
      // Up to which date all is settled, since which day it counts as it now is, and when it is looked at again.
      internal('doneThrough', 'string'),
      internal('countsFrom', 'string'),
      internal('nextAt', 'datetimeTz'),
      internal('problem', 'jsonb'),
      internal('revision', 'integer'),
    ],
    { title: 'title', indexes: [{ fields: ['regionCode', 'state'] }, { fields: ['state', 'nextAt'] }] },
  ),
);
