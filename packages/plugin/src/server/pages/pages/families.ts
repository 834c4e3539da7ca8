import { pageText } from '../nodes';
import type { PageBuilder } from '../types';
import { plainTab } from './plain';

const MEMBER = ['household', 'person', 'relation', 'proof', 'proofNote', 'status'];
const GUARDIAN = ['person', 'guardian', 'reason', 'proof', 'proofNote', 'startsOn', 'endsOn', 'status', 'endReason'];
const HOUSEHOLD = ['name', 'code', 'townCode', 'address', 'status'];
const CHECK = ['household', 'period', 'term', 'cleanHouse', 'note'];
const CORRECTION = ['status', 'reason'];
const FUND = ['code', 'name', 'nameEn', 'purpose', 'status'];
const LISTED = ['fund', 'person', 'rank', 'reason', 'status'];

/** 家庭与基金: who belongs together by which proof, and may pass on what they have; where donations go, and for whom. */
export const families: PageBuilder = (fields) => ({
  key: 'families',
  icon: 'HomeOutlined',
  roles: ['countyAdmin', 'dispatcher', 'siteManager'],
  tabs: [
    plainTab(fields, 'familyMembers', {
      page: 'families',
      id: 'members',
      collection: 'sidanHouseholdMembers',
      hint: pageText('hint.familyMembers'),
      search: ['name', 'townCode', 'status'],
      columns: [
        { field: 'name', width: 140 },
        { field: 'household', width: 180 },
        { field: 'relation', width: 120 },
        { field: 'proof', width: 140 },
        { field: 'townCode', width: 130 },
        { field: 'status', width: 90 },
        { field: 'createdAt', width: 160, sortable: true },
      ],
      sort: [{ field: 'createdAt', direction: 'desc' }],
      shown: MEMBER,
      edited: MEMBER,
      kept: ['person'],
      add: 'action.addFamilyMember',
    }),
    plainTab(fields, 'households', {
      page: 'families',
      id: 'households',
      collection: 'sidanHouseholds',
      search: ['name', 'code', 'townCode', 'status'],
      columns: [
        { field: 'name', width: 200 },
        { field: 'code', width: 150 },
        { field: 'townCode', width: 130 },
        { field: 'address', width: 240 },
        { field: 'status', width: 90 },
      ],
      sort: [{ field: 'name', direction: 'asc' }],
      shown: HOUSEHOLD,
      edited: HOUSEHOLD,
      add: 'action.addHousehold',
    }),
    plainTab(fields, 'guardianships', {
      page: 'families',
      id: 'guardians',
      collection: 'sidanGuardianships',
      hint: pageText('hint.guardianships'),
      search: ['name', 'guardian', 'townCode', 'status'],
      columns: [
        { field: 'name', width: 190 },
        { field: 'guardian', width: 170 },
        { field: 'reason', width: 170 },
        { field: 'proof', width: 170 },
        { field: 'startsOn', width: 120, sortable: true },
        { field: 'endsOn', width: 120, sortable: true },
        { field: 'status', width: 90 },
        { field: 'endReason', width: 200 },
      ],
      sort: [{ field: 'createdAt', direction: 'desc' }],
      shown: [...GUARDIAN, 'townCode', 'createdAt'],
      edited: GUARDIAN,
      kept: ['person', 'guardian'],
      add: 'action.addGuardianship',
    }),
    plainTab(fields, 'householdChecks', {
      page: 'families',
      id: 'checks',
      collection: 'sidanHouseholdChecks',
      hint: pageText('hint.householdChecks'),
      search: ['name', 'townCode', 'period', 'term'],
      columns: [
        { field: 'name', width: 200 },
        { field: 'period', width: 110 },
        { field: 'term', width: 110, sortable: true },
        { field: 'cleanHouse', width: 110 },
        { field: 'townCode', width: 130 },
        { field: 'status', width: 90 },
        { field: 'note', width: 200 },
        { field: 'reason', width: 200 },
        { field: 'createdAt', width: 160, sortable: true },
      ],
      sort: [{ field: 'createdAt', direction: 'desc' }],
      shown: [...CHECK, ...CORRECTION, 'createdAt'],
      edited: [...CHECK, ...CORRECTION],
      kept: ['household', 'period', 'term'],
      later: CORRECTION,
      add: 'action.addHouseholdCheck',
    }),
    plainTab(fields, 'funds', {
      page: 'families',
      id: 'funds',
      collection: 'sidanFunds',
      search: ['name', 'status'],
      columns: [
        { field: 'name', width: 220 },
        { field: 'code', width: 160 },
        { field: 'purpose', width: 300 },
        { field: 'status', width: 90 },
      ],
      sort: [{ field: 'name', direction: 'asc' }],
      shown: FUND,
      edited: FUND,
      kept: ['code'],
      add: 'action.addFund',
    }),
    plainTab(fields, 'fundMembers', {
      page: 'families',
      id: 'fundmembers',
      collection: 'sidanFundMembers',
      search: ['name', 'reason', 'status'],
      columns: [
        { field: 'name', width: 140 },
        { field: 'fund', width: 200 },
        { field: 'rank', width: 90, sortable: true },
        { field: 'reason', width: 140 },
        { field: 'status', width: 90 },
      ],
      sort: [{ field: 'rank', direction: 'asc' }],
      shown: LISTED,
      edited: LISTED,
      kept: ['person', 'fund'],
      add: 'action.addFundMember',
    }),
  ],
});
