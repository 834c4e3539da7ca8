import { defineCollection } from '@nocobase/database';
import { choice, day, integer, sidanCollection, string } from '../schema/fields';

/** 一次性活动：for some days something is collected (cigarette ends, bottles), and what the rules give for it is booked at the stand (`campaigns/`). Its sums are kept with every entry. */
export default defineCollection(
  sidanCollection(
    'sidanCampaigns',
    [
      // What rules know as `campaign.code`; the same at the rewards that are for it.
      string('code', { required: true }),
      string('name', { required: true }),
      string('nameEn'),
      // What is counted: 枚, 公斤.
      string('unit', { required: true }),
      string('unitEn'),
      // Both days count, on the county's own calendar.
      day('startsOn', { required: true }),
      day('endsOn', { required: true }),
      // 预算：most that it may give of the asset, in the asset's own unit; empty: as much as the rules give.
      string('asset', { default: 'points' }),
      integer('budget'),
      choice('status', { active: 'green', off: 'default' }, { default: 'active', required: true }),
      integer('people', { default: 0, readOnly: true }),
      integer('entries', { default: 0, readOnly: true }),
      integer('quantity', { default: 0, readOnly: true }),
      // In the smallest unit of the asset.
      integer('given', { default: 0, readOnly: true }),
    ],
    {
      title: 'name',
      indexes: [{ fields: ['regionCode', 'code'], unique: true }, { fields: ['regionCode', 'endsOn'] }],
    },
  ),
);
