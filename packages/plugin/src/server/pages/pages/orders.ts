import { block, exportAction, filterForm, filterLinks, pageText, refreshAction, table, viewAction } from '../nodes';
import type { PageBuilder } from '../types';

/** Where a column for a field that an administrator adds to orders is put. */
export const ORDERS_TABLE = 'sidan-orders-table';
/** Opens an order: `/admin/sidan-orders/view/sidan-orders-open/filterbytk/<order id>`. */
export const OPEN_ORDER = 'sidan-orders-open';

const COLLECTION = 'sidanOrders';

export const orders: PageBuilder = (fields) => {
  const filter = {
    uid: 'sidan-orders-search',
    collection: COLLECTION,
    fields: [
      ['title', 'state', 'townCode', 'serviceItem'],
      ['orderNo', 'team', 'placedAt'],
    ],
    target: ORDERS_TABLE,
  };
  const openOrder = viewAction({
    uid: OPEN_ORDER,
    collection: COLLECTION,
    title: pageText('action.open'),
    size: 'large',
    tabs: [
      {
        key: 'order',
        title: pageText('action.openOrder'),
        rows: [[[block('sidan-orders-order', 'SidanOrderBlockModel')]]],
      },
    ],
  });
  return {
    key: 'orders',
    icon: 'ProfileOutlined',
    roles: ['supervisor', 'countyAdmin', 'dispatcher', 'siteManager', 'assessor'],
    tabs: [
      {
        key: 'ordersTable',
        filterManager: filterLinks(fields, filter),
        rows: [
          [[filterForm(fields, filter)]],
          [
            [
              table(fields, {
                uid: ORDERS_TABLE,
                collection: COLLECTION,
                sort: [{ field: 'placedAt', direction: 'desc' }],
                actions: [refreshAction(ORDERS_TABLE), exportAction(ORDERS_TABLE)],
                columns: [
                  { field: 'orderNo', width: 140, opens: OPEN_ORDER },
                  { field: 'title', width: 210 },
                  { field: 'state', width: 130 },
                  { field: 'priority', width: 90 },
                  { field: 'serviceItem', width: 120 },
                  { field: 'townCode', width: 120 },
                  { field: 'team', width: 150 },
                  { field: 'placedAt', width: 160, sortable: true },
                  { field: 'dueAt', width: 160, sortable: true },
                  { field: 'ratingScore', width: 90 },
                ],
                rowActions: [openOrder],
                actionsWidth: 90,
              }),
            ],
          ],
        ],
      },
      {
        key: 'ordersBoard',
        rows: [[[block('sidan-orders-board', 'SidanBoardBlockModel')]]],
      },
    ],
  };
};
