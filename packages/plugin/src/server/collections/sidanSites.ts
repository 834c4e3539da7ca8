import { defineCollection } from '@nocobase/database';
import { choice, decimal, link, longText, reference, sidanCollection, string } from '../schema/fields';

/** 阵地：中心、所、站、点、基地、岗. A sub-centre (分中心) is a centre with a platform. */
export default defineCollection(
  sidanCollection(
    'sidanSites',
    [
      string('name', { required: true }),
      string('nameEn'),
      choice(
        'kind',
        { center: 'red', institute: 'orange', station: 'gold', point: 'green', base: 'blue', post: 'purple' },
        { required: true },
      ),
      string('platform'),
      string('townCode', { index: true }),
      string('areaCode', { index: true }),
      reference('parentId', { index: true }),
      link('parent', 'sidanSites', 'parentId', 'name'),
      string('address'),
      decimal('latitude'),
      decimal('longitude'),
      string('phone'),
      longText('introduction'),
      choice('status', { active: 'green', closed: 'default' }, { default: 'active' }),
    ],
    { title: 'name' },
  ),
);
