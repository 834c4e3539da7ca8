import { pageText } from '../nodes';
import type { PageBuilder } from '../types';
import { plainTab } from './plain';

/** 志愿者. A volunteer registers in the portal, with consent; here the registration is confirmed, frozen or ended. */
export const volunteers: PageBuilder = (fields) => ({
  key: 'volunteers',
  icon: 'UserOutlined',
  roles: ['supervisor', 'countyAdmin', 'siteManager'],
  tabs: [
    plainTab(fields, 'volunteers', {
      page: 'volunteers',
      collection: 'sidanVolunteers',
      search: ['name', 'volunteerNo', 'townCode', 'status'],
      columns: [
        { field: 'name', width: 120 },
        { field: 'volunteerNo', width: 180 },
        { field: 'townCode', width: 130 },
        { field: 'skills', width: 220 },
        { field: 'trainedOn', width: 130, sortable: true },
        { field: 'status', width: 100 },
        { field: 'registeredAt', width: 160, sortable: true },
      ],
      sort: [{ field: 'registeredAt', direction: 'desc' }],
      shown: ['name', 'volunteerNo', 'townCode', 'status', 'skills', 'trainedOn', 'registeredAt'],
      edited: ['skills', 'trainedOn', 'status'],
    }),
  ],
});

const ITEM = [
  'code',
  'name',
  'nameEn',
  'category',
  'platform',
  'path',
  'unit',
  'durationMinutes',
  'responseMinutes',
  'headcount',
  'teamCount',
  'needsReview',
  'payment',
  'payAsset',
  'price',
  'tradeOnly',
  'skills',
  'qualifications',
  'emergencyOnly',
  'ratingScale',
  'ratingItems',
  'status',
  'rank',
  'description',
  'descriptionEn',
];

/** 服务菜单. */
export const services: PageBuilder = (fields) => ({
  key: 'services',
  icon: 'ReadOutlined',
  roles: ['supervisor', 'countyAdmin', 'dispatcher', 'siteManager'],
  tabs: [
    plainTab(fields, 'services', {
      page: 'services',
      collection: 'sidanServiceItems',
      search: ['name', 'category', 'platform', 'status'],
      columns: [
        { field: 'name', width: 200 },
        { field: 'category', width: 150 },
        { field: 'platform', width: 150 },
        { field: 'durationMinutes', width: 150 },
        { field: 'responseMinutes', width: 170 },
        { field: 'headcount', width: 120 },
        { field: 'needsReview', width: 120 },
        { field: 'status', width: 90 },
      ],
      sort: [
        { field: 'rank', direction: 'asc' },
        { field: 'code', direction: 'asc' },
      ],
      shown: ITEM,
      edited: ITEM,
      add: 'action.addService',
    }),
  ],
});

const SITE = [
  'name',
  'nameEn',
  'kind',
  'platform',
  'townCode',
  'parent',
  'address',
  'latitude',
  'longitude',
  'phone',
  'status',
  'introduction',
];

/** 阵地: centre, institutes, stations, points, bases, posts. */
export const sites: PageBuilder = (fields) => ({
  key: 'sites',
  icon: 'EnvironmentOutlined',
  roles: ['supervisor', 'countyAdmin', 'dispatcher', 'siteManager'],
  tabs: [
    plainTab(fields, 'sites', {
      page: 'sites',
      collection: 'sidanSites',
      search: ['name', 'kind', 'townCode', 'status'],
      columns: [
        { field: 'name', width: 240 },
        { field: 'kind', width: 80 },
        { field: 'townCode', width: 130 },
        { field: 'parent', width: 190 },
        { field: 'phone', width: 120 },
        { field: 'address', width: 190 },
        { field: 'status', width: 90 },
      ],
      sort: [{ field: 'areaCode', direction: 'asc' }],
      shown: SITE,
      edited: SITE,
      add: 'action.addSite',
    }),
  ],
});

const ENTRY = ['catalog', 'code', 'name', 'nameEn', 'ratingScale', 'ratingItems', 'rank', 'description'];

/** 目录: kinds of team and of service, platforms, paths. How a kind of service is rated is said here, for all its items that say nothing themselves. */
export const catalogues: PageBuilder = (fields) => ({
  key: 'catalogues',
  icon: 'ProfileOutlined',
  roles: ['countyAdmin'],
  tabs: [
    plainTab(fields, 'catalogues', {
      page: 'catalogues',
      collection: 'sidanCategories',
      hint: pageText('hint.catalogues'),
      search: ['catalog', 'name'],
      columns: [
        { field: 'name', width: 220 },
        { field: 'catalog', width: 120 },
        { field: 'code', width: 140 },
        { field: 'ratingScale', width: 150 },
        { field: 'ratingItems', width: 260 },
        { field: 'rank', width: 90 },
      ],
      sort: [
        { field: 'catalog', direction: 'asc' },
        { field: 'rank', direction: 'asc' },
        { field: 'code', direction: 'asc' },
      ],
      shown: ENTRY,
      edited: ENTRY,
      kept: ['catalog', 'code'],
      add: 'action.addCategory',
    }),
  ],
});
