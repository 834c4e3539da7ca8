import { defineCollection } from '@nocobase/database';
import { choice, integer, json, link, moment, reference, sidanCollection, string } from '../schema/fields';

/** 活动登记：what somebody handed in at a campaign's stand, and what it gave them. Written by commands only; put right with a reason, and its story says how (`campaigns/`). */
export default defineCollection(
  sidanCollection(
    'sidanCampaignEntries',
    [
      reference('campaignId'),
      link('campaign', 'sidanCampaigns', 'campaignId', 'name'),
      reference('personId'),
      link('person', 'sidanPeople', 'personId', 'name'),
      string('name'),
      string('townCode', { index: true }),
      integer('quantity'),
      string('asset'),
      // On the person's own account, in the smallest unit of the asset.
      integer('amount'),
      string('note'),
      choice('status', { stands: 'green', void: 'default' }, { default: 'stands' }),
      moment('at'),
      string('enteredBy'),
      { name: 'userId', make: () => ({ name: 'userId', type: 'bigInt', hidden: true }) },
      // 更正: why it was put right last, how often it has been, and all of it.
      string('reason'),
      integer('revision', { default: 0, readOnly: true }),
      json('story', { hidden: true }),
    ],
    {
      title: 'name',
      indexes: [
        { fields: ['regionCode', 'campaignId', 'at', 'id'] },
        { fields: ['regionCode', 'campaignId', 'personId'] },
        { fields: ['regionCode', 'campaignId', 'name'] },
      ],
    },
  ),
);
