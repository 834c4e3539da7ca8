import { defineCollection } from '@nocobase/database';
import { choice, integer, longText, picture, sidanCollection, string, yesNo } from '../schema/fields';

/** 兑换品：goods, services and benefits that points are spent on. What they cost somebody, and who may have them, the rules say (`shop/price.ts`). */
export default defineCollection(
  sidanCollection(
    'sidanRewards',
    [
      string('code', { required: true }),
      string('name', { required: true }),
      string('nameEn'),
      choice('kind', { goods: 'blue', service: 'green', benefit: 'gold' }, { required: true, default: 'goods' }),
      picture('photo'),
      longText('description'),
      longText('descriptionEn'),
      // For one, in the smallest unit of points.
      integer('price', { required: true }),
      integer('limitCount'),
      choice('limitWindow', ['day', 'month', 'quarter', 'year', 'life'], { default: 'month' }),
      yesNo('needsApproval', { default: false }),
      integer('returnDays'),
      // Not brought home, even where the outlet does that.
      yesNo('pickupOnly', { default: false }),
      // 专项活动：for a time only, and known to rules by its code.
      string('campaign'),
      string('startsOn'),
      string('endsOn'),
      integer('rank'),
      choice('status', { active: 'green', off: 'default' }, { default: 'active' }),
    ],
    {
      title: 'name',
      indexes: [{ fields: ['regionCode', 'code'], unique: true }, { fields: ['regionCode', 'status'] }],
    },
  ),
);
