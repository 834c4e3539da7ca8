import { block, pageText } from '../nodes';
import type { PageBuilder } from '../types';
import { plainTab } from './plain';

const CAMPAIGN = ['code', 'name', 'nameEn', 'unit', 'unitEn', 'startsOn', 'endsOn', 'budget', 'asset', 'status'];
const SUMS = ['people', 'entries', 'quantity', 'given'];

/** 一次性活动: the stand, where what is handed in is written down; the campaigns; all entries. */
export const campaigns: PageBuilder = (fields) => ({
  key: 'campaigns',
  icon: 'GiftOutlined',
  roles: ['countyAdmin', 'dispatcher', 'siteManager'],
  tabs: [
    { key: 'campaignStand', rows: [[[block('sidan-campaigns-stand', 'SidanCampaignBlockModel')]]] },
    plainTab(fields, 'campaignList', {
      page: 'campaigns',
      id: 'list',
      collection: 'sidanCampaigns',
      hint: pageText('hint.campaigns'),
      search: ['name', 'code', 'status'],
      columns: [
        { field: 'name', width: 170 },
        { field: 'code', width: 130 },
        { field: 'startsOn', width: 115, sortable: true },
        { field: 'endsOn', width: 115, sortable: true },
        { field: 'budget', width: 100 },
        { field: 'given', width: 100 },
        { field: 'people', width: 90 },
        { field: 'quantity', width: 90 },
        { field: 'unit', width: 80 },
        { field: 'status', width: 80 },
      ],
      sort: [{ field: 'endsOn', direction: 'desc' }],
      shown: [...CAMPAIGN, ...SUMS],
      edited: CAMPAIGN,
      add: 'action.addCampaign',
    }),
    plainTab(fields, 'campaignEntries', {
      page: 'campaigns',
      id: 'entries',
      collection: 'sidanCampaignEntries',
      search: ['name', 'campaign', 'townCode', 'status'],
      columns: [
        { field: 'name', width: 100 },
        { field: 'campaign', width: 170 },
        { field: 'quantity', width: 80 },
        { field: 'amount', width: 100 },
        { field: 'townCode', width: 120 },
        { field: 'enteredBy', width: 100 },
        { field: 'at', width: 155, sortable: true },
        { field: 'status', width: 90 },
        { field: 'reason', width: 150 },
      ],
      sort: [{ field: 'at', direction: 'desc' }],
      shown: [
        'name',
        'campaign',
        'quantity',
        'asset',
        'amount',
        'note',
        'townCode',
        'enteredBy',
        'at',
        'status',
        'reason',
        'revision',
      ],
    }),
  ],
});
