import { exportAction, refreshAction, table } from '../nodes';
import type { PageBuilder } from '../types';

/** 积分: the book as it stands, to read only. */
export const points: PageBuilder = (fields) => ({
  key: 'points',
  icon: 'GiftOutlined',
  roles: ['supervisor', 'countyAdmin', 'dispatcher'],
  tabs: [
    {
      key: 'decisions',
      rows: [
        [
          [
            table(fields, {
              uid: 'sidan-points-decisions',
              collection: 'sidanDecisions',
              sort: [{ field: 'at', direction: 'desc' }],
              actions: [refreshAction('sidan-points-decisions'), exportAction('sidan-points-decisions')],
              columns: [
                { field: 'subjectName', width: 140 },
                { field: 'asset', width: 90 },
                { field: 'amount', width: 110 },
                { field: 'rule', width: 220 },
                { field: 'order', width: 150 },
                { field: 'pack', width: 130 },
                { field: 'packVersion', width: 110 },
                { field: 'at', width: 160, sortable: true },
              ],
            }),
          ],
        ],
      ],
    },
    {
      key: 'accounts',
      rows: [
        [
          [
            table(fields, {
              uid: 'sidan-points-accounts',
              collection: 'sidanAccounts',
              sort: [{ field: 'balance', direction: 'desc' }],
              actions: [refreshAction('sidan-points-accounts'), exportAction('sidan-points-accounts')],
              columns: [
                { field: 'ownerId', width: 200 },
                { field: 'ownerKind', width: 110 },
                { field: 'asset', width: 90 },
                { field: 'balance', width: 120, sortable: true },
                { field: 'status', width: 90 },
              ],
            }),
          ],
        ],
      ],
    },
    {
      key: 'postings',
      rows: [
        [
          [
            table(fields, {
              uid: 'sidan-points-postings',
              collection: 'sidanPostings',
              sort: [{ field: 'at', direction: 'desc' }],
              actions: [refreshAction('sidan-points-postings'), exportAction('sidan-points-postings')],
              columns: [
                { field: 'at', width: 160, sortable: true },
                { field: 'asset', width: 90 },
                { field: 'amount', width: 110 },
                { field: 'source', width: 200 },
                { field: 'destination', width: 200 },
                { field: 'decision', width: 220 },
              ],
            }),
          ],
        ],
      ],
    },
  ],
});
