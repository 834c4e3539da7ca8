import { defineCollection } from '@nocobase/database';
import {
  choice,
  decimal,
  integer,
  link,
  longText,
  many,
  moment,
  reference,
  sidanCollection,
  string,
  tags,
} from '../schema/fields';

/** 志愿服务队：总队、支队、小队. */
export default defineCollection(
  sidanCollection(
    'sidanTeams',
    [
      string('name', { required: true }),
      string('nameEn'),
      choice('level', { corps: 'red', branch: 'orange', squad: 'blue' }, { required: true, default: 'squad' }),
      string('category', { required: true, index: true }),
      string('townCode', { index: true }),
      reference('siteId', { index: true }),
      link('site', 'sidanSites', 'siteId', 'name'),
      reference('parentId', { index: true }),
      link('parent', 'sidanTeams', 'parentId', 'name'),
      tags('skills'),
      // 资质：what it may do by law or by training, in the words in which service items ask for it.
      tags('qualifications'),
      // Where it sets out from; where nothing is entered, from its site.
      decimal('latitude'),
      decimal('longitude'),
      integer('capacity', { default: 5 }),
      choice('status', { active: 'green', paused: 'gold', frozen: 'red' }, { default: 'active' }),
      // 外出：when it takes no orders, whatever its status.
      moment('awayFrom'),
      moment('awayUntil'),
      longText('introduction'),
      many('members', 'sidanTeamMembers', 'teamId', 'name'),
    ],
    { title: 'name' },
  ),
);
