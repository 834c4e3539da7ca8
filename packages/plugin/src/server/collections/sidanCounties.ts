import { defineCollection } from '@nocobase/database';
import { json, longText, sidanCollection, string, yesNo } from '../schema/fields';

/** 县（市、区）：a county that this installation serves, and what the portal says of it. */
export default defineCollection(
  sidanCollection(
    'sidanCounties',
    [
      string('name', { required: true }),
      string('centerName', { required: true }),
      string('phone'),
      longText('notice'),
      yesNo('demo', { default: false }),
      json('calendar', { hidden: true }),
      // Who answers for certificates of service records, and how long they are made known first.
      json('certificates', { hidden: true }),
      // What the county reckons its points and hours to cost (`bank/`).
      json('bank', { hidden: true }),
    ],
    { title: 'name', indexes: [{ fields: ['regionCode'], unique: true }] },
  ),
);
