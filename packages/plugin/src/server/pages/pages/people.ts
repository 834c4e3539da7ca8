import { pageText } from '../nodes';
import type { PageBuilder } from '../types';
import { plainTab } from './plain';

const PERSON = ['name', 'phone', 'idNo', 'sex', 'birthDate', 'townCode', 'address', 'consentAt'];

/** 人员. Those who have no phone are entered here by staff, who may then place orders for them and put them in teams. */
export const people: PageBuilder = (fields) => ({
  key: 'people',
  icon: 'IdcardOutlined',
  roles: ['countyAdmin', 'dispatcher', 'siteManager'],
  tabs: [
    plainTab(fields, 'people', {
      page: 'people',
      collection: 'sidanPeople',
      hint: pageText('hint.people'),
      search: ['name', 'townCode', 'address'],
      columns: [
        { field: 'name', width: 140 },
        { field: 'phone', width: 150 },
        { field: 'idNo', width: 190 },
        { field: 'townCode', width: 140 },
        { field: 'address', width: 240 },
        { field: 'createdAt', width: 160, sortable: true },
      ],
      sort: [{ field: 'createdAt', direction: 'desc' }],
      shown: [...PERSON, 'createdAt'],
      edited: PERSON,
      add: 'action.addPerson',
    }),
  ],
});
