import { defineCollection } from '@nocobase/database';
import { choice, decimal, integer, longText, sidanCollection, string, tags, yesNo } from '../schema/fields';

/** 服务菜单：what a resident can order. */
export default defineCollection(
  sidanCollection(
    'sidanServiceItems',
    [
      string('code', { required: true }),
      string('name', { required: true }),
      string('nameEn'),
      string('category', { required: true, index: true }),
      string('platform'),
      string('path'),
      // 支付：in what it is paid (an asset of the packs), whether one may have it without, and its label where a rule takes what is on it.
      choice('payment', ['none', 'optional', 'required'], { default: 'none' }),
      string('payAsset'),
      decimal('price'),
      longText('description'),
      longText('descriptionEn'),
      choice('unit', ['hour', 'case', 'session'], { default: 'hour' }),
      integer('durationMinutes', { default: 60 }),
      integer('responseMinutes', { default: 120 }),
      integer('headcount', { default: 1 }),
      // 需要几支队伍, where the county's lifecycle knows orders for several.
      integer('teamCount', { default: 1 }),
      yesNo('needsReview', { default: false }),
      // 只派对口队伍：others are not asked, whatever speaks for them.
      yesNo('tradeOnly', { default: false }),
      // A team without the skills comes later, one without the qualifications not at all.
      tags('skills'),
      tags('qualifications'),
      // 仅应急时开放：not offered unless an emergency in force covers it.
      yesNo('emergencyOnly', { default: false }),
      choice('status', { active: 'green', closed: 'default' }, { default: 'active' }),
      string('ratingScale'),
      tags('ratingItems'),
      integer('rank', { default: 0 }),
    ],
    { title: 'name', indexes: [{ fields: ['regionCode', 'code'], unique: true }] },
  ),
);
