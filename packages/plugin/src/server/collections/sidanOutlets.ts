import { defineCollection } from '@nocobase/database';
import { choice, choices, integer, link, reference, sidanCollection, string, yesNo } from '../schema/fields';

/** 兑换点：where rewards are handed over: a site of ours, a merchant, a machine. */
export default defineCollection(
  sidanCollection(
    'sidanOutlets',
    [
      string('name', { required: true }),
      string('nameEn'),
      choice('kind', { site: 'red', merchant: 'blue', vending: 'green' }, { required: true, default: 'site' }),
      reference('siteId'),
      link('site', 'sidanSites', 'siteId', 'name'),
      string('townCode', { index: true }),
      string('address'),
      // Who keeps the counter: an account with the office of a merchant there.
      integer('userId', { index: true }),
      string('contactName'),
      string('phone'),
      choices('openDays', ['1', '2', '3', '4', '5', '6', '7']),
      string('opensAt'),
      string('closesAt'),
      // 送货上门：goods are brought home from here.
      yesNo('delivers', { default: false }),
      // 自助领取：a machine or a shelf without anybody: who is there takes it out by themselves.
      yesNo('selfService', { default: false }),
      // What the county pays a merchant for a hundred points, in fen: 5000 is half a yuan for a point.
      integer('fenPerHundred'),
      choice('status', { active: 'green', closed: 'default' }, { default: 'active' }),
    ],
    { title: 'name', indexes: [{ fields: ['regionCode', 'status'] }] },
  ),
);
