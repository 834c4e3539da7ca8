import { defineCollection } from '@nocobase/database';
import { choice, integer, longText, sidanCollection, string, tags } from '../schema/fields';

/** 目录：the county's own lists: team scheme (8+N, 11+N…), kinds of service, platforms. */
export default defineCollection(
  sidanCollection(
    'sidanCategories',
    [
      choice('catalog', ['team', 'service', 'platform', 'path'], { required: true }),
      string('code', { required: true }),
      string('name', { required: true }),
      string('nameEn'),
      longText('description'),
      string('ratingScale'),
      tags('ratingItems'),
      integer('rank', { default: 0 }),
    ],
    { title: 'name', indexes: [{ fields: ['regionCode', 'catalog', 'code'], unique: true }] },
  ),
);
