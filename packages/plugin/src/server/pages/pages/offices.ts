import { addAction, deleteAction, filterForm, filterLinks, form, pageText, refreshAction, table } from '../nodes';
import type { PageBuilder } from '../types';

const COLLECTION = 'sidanScopes';
const TABLE = 'sidan-offices-table';

/** 任职: who works where in which office. Appointed and dismissed here; an office is not rewritten. */
export const offices: PageBuilder = (fields) => {
  const filter = {
    uid: 'sidan-offices-search',
    collection: COLLECTION,
    fields: [['userId', 'role', 'scopeCode']],
    target: TABLE,
  };
  const appoint = form(fields, 'create', {
    uid: 'sidan-offices-new',
    collection: COLLECTION,
    fields: ['userId', 'role', 'scopeCode', 'site'],
  });
  return {
    key: 'offices',
    icon: 'SolutionOutlined',
    roles: ['supervisor', 'countyAdmin'],
    tabs: [
      {
        key: 'offices',
        filterManager: filterLinks(fields, filter),
        rows: [
          [[filterForm(fields, filter)]],
          [
            [
              table(fields, {
                uid: TABLE,
                collection: COLLECTION,
                hint: pageText('hint.offices'),
                sort: [
                  { field: 'scopeCode', direction: 'asc' },
                  { field: 'role', direction: 'asc' },
                ],
                actions: [refreshAction(TABLE), addAction(TABLE, COLLECTION, pageText('action.appoint'), appoint)],
                columns: [
                  { field: 'userId', width: 220 },
                  { field: 'role', width: 160 },
                  { field: 'scopeCode', width: 180 },
                  { field: 'site', width: 220 },
                  { field: 'createdAt', width: 160, sortable: true },
                ],
                rowActions: [
                  deleteAction('sidan-offices-dismiss', pageText('action.dismiss'), pageText('action.dismissQuestion')),
                ],
                actionsWidth: 100,
              }),
            ],
          ],
        ],
      },
    ],
  };
};
