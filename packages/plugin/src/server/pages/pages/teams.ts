import {
  addAction,
  details,
  editAction,
  exportAction,
  filterForm,
  filterLinks,
  form,
  pageText,
  refreshAction,
  table,
  viewAction,
} from '../nodes';
import type { PageBuilder } from '../types';

const COLLECTION = 'sidanTeams';
const TABLE = 'sidan-teams-table';
const MEMBERS = 'sidan-teams-members';
const FIELDS = [
  'name',
  'level',
  'category',
  'townCode',
  'site',
  'latitude',
  'longitude',
  'parent',
  'capacity',
  'status',
  'awayFrom',
  'awayUntil',
  'skills',
  'qualifications',
  'introduction',
];

/** 志愿服务队, and in each one's popup its members. */
export const teams: PageBuilder = (fields) => {
  const filter = {
    uid: 'sidan-teams-search',
    collection: COLLECTION,
    fields: [['name', 'category', 'townCode', 'status']],
    target: TABLE,
  };
  const members = table(fields, {
    uid: MEMBERS,
    collection: 'sidanTeamMembers',
    association: 'sidanTeams.members',
    sort: [{ field: 'role', direction: 'asc' }],
    actions: [
      refreshAction(MEMBERS),
      addAction(
        MEMBERS,
        'sidanTeamMembers',
        pageText('action.addMember'),
        form(fields, 'create', {
          uid: 'sidan-teams-member-new',
          collection: 'sidanTeamMembers',
          association: 'sidanTeams.members',
          fields: ['person', 'role', 'status'],
        }),
      ),
    ],
    columns: [
      { field: 'name', width: 140 },
      { field: 'role', width: 100 },
      { field: 'status', width: 100 },
      { field: 'createdAt', width: 160 },
    ],
    rowActions: [
      editAction({
        uid: 'sidan-teams-member-edit',
        collection: 'sidanTeamMembers',
        title: pageText('action.edit'),
        size: 'small',
        tabs: [
          {
            key: 'form',
            title: pageText('action.edit'),
            rows: [
              [
                [
                  form(fields, 'edit', {
                    uid: 'sidan-teams-member-form',
                    collection: 'sidanTeamMembers',
                    fields: ['role', 'status'],
                  }),
                ],
              ],
            ],
          },
        ],
      }),
    ],
    actionsWidth: 90,
  });
  return {
    key: 'teams',
    icon: 'TeamOutlined',
    roles: ['supervisor', 'countyAdmin', 'dispatcher', 'siteManager'],
    tabs: [
      {
        key: 'teams',
        filterManager: filterLinks(fields, filter),
        rows: [
          [[filterForm(fields, filter)]],
          [
            [
              table(fields, {
                uid: TABLE,
                collection: COLLECTION,
                sort: [{ field: 'name', direction: 'asc' }],
                actions: [
                  refreshAction(TABLE),
                  exportAction(TABLE),
                  addAction(
                    TABLE,
                    COLLECTION,
                    pageText('action.addTeam'),
                    form(fields, 'create', { uid: 'sidan-teams-new', collection: COLLECTION, fields: FIELDS }),
                  ),
                ],
                columns: [
                  { field: 'name', width: 220, opens: 'sidan-teams-view' },
                  { field: 'level', width: 90 },
                  { field: 'category', width: 150 },
                  { field: 'townCode', width: 130 },
                  { field: 'skills', width: 200 },
                  { field: 'capacity', width: 110 },
                  { field: 'status', width: 90 },
                ],
                rowActions: [
                  viewAction({
                    uid: 'sidan-teams-view',
                    collection: COLLECTION,
                    title: pageText('action.view'),
                    size: 'large',
                    tabs: [
                      {
                        key: 'details',
                        title: pageText('tab.details'),
                        rows: [
                          [[details(fields, { uid: 'sidan-teams-details', collection: COLLECTION, fields: FIELDS })]],
                        ],
                      },
                      { key: 'members', title: pageText('tab.members'), rows: [[[members]]] },
                    ],
                  }),
                  editAction({
                    uid: 'sidan-teams-edit',
                    collection: COLLECTION,
                    title: pageText('action.edit'),
                    size: 'medium',
                    tabs: [
                      {
                        key: 'form',
                        title: pageText('action.edit'),
                        rows: [
                          [[form(fields, 'edit', { uid: 'sidan-teams-form', collection: COLLECTION, fields: FIELDS })]],
                        ],
                      },
                    ],
                  }),
                ],
              }),
            ],
          ],
        ],
      },
    ],
  };
};
