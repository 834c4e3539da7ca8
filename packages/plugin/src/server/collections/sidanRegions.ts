import { defineCollection } from '@nocobase/database';
import { choice, sidanCollection, string } from '../schema/fields';

/** 行政区划：provinces down to villages, by GB/T 2260 code (two to twelve digits). */
export default defineCollection(
  sidanCollection(
    'sidanRegions',
    [
      string('code', { required: true }),
      string('name', { required: true }),
      string('nameEn'),
      choice('level', ['province', 'city', 'county', 'town', 'village'], { required: true }),
      string('parentCode', { index: true }),
    ],
    { title: 'name', indexes: [{ fields: ['regionCode', 'code'], unique: true }] },
  ),
);
