import { binding, displayModel, factsOf, fieldNode } from './fields';
import { hostText } from './text';
import type { Fields, FlowNode } from './types';

export interface Column {
  field: string;
  /** In pixels. */
  width?: number;
  /** Clicking the value opens the popup of this action. */
  opens?: string;
  sortable?: boolean;
}

export interface Table {
  uid: string;
  collection: string;
  /** `<collection>.<field>` when the rows are those of one row: `sidanTeams.members`. */
  association?: string;
  columns: Column[];
  /** What one must know here, over the table. */
  hint?: string;
  sort: { field: string; direction: 'asc' | 'desc' }[];
  filter?: Record<string, unknown>;
  actions?: FlowNode[];
  rowActions?: FlowNode[];
  /** Width in pixels of the column with the row's actions. */
  actionsWidth?: number;
}

/** A native table. Row numbers are off: a page of a filtered list has no meaningful numbers. */
export function table(fields: Fields, spec: Table): FlowNode {
  return {
    uid: spec.uid,
    use: 'TableBlockModel',
    stepParams: {
      resourceSettings: {
        init: {
          dataSourceKey: 'main',
          collectionName: spec.collection,
          ...(spec.association
            ? { associationName: spec.association, sourceId: '{{ctx.view.inputArgs.filterByTk}}' }
            : {}),
        },
      },
      ...(spec.hint ? { cardSettings: { titleDescription: { description: spec.hint } } } : {}),
      tableSettings: {
        pageSize: { pageSize: 20 },
        showRowNumbers: { showIndex: false },
        enableRowSelection: { enableRowSelection: false },
        defaultSorting: { sort: spec.sort },
        ...(spec.filter ? { dataScope: { filter: spec.filter } } : {}),
      },
    },
    subModels: {
      actions: spec.actions ?? [],
      columns: [
        ...spec.columns.map((column) => tableColumn(fields, spec.uid, spec.collection, column)),
        ...actionsColumn(spec),
      ],
    },
  };
}

export const columnUid = (tableUid: string, field: string): string => `${tableUid}-col-${field}`;

export function tableColumn(fields: Fields, tableUid: string, collection: string, column: Column): FlowNode {
  const facts = factsOf(fields, collection, column.field);
  const uid = columnUid(tableUid, column.field);
  const field = fieldNode(
    `${uid}-field`,
    displayModel(collection, column.field, facts),
    collection,
    column.field,
    facts,
  );
  return {
    uid,
    use: 'TableColumnModel',
    ...(facts.label ? { props: { titleField: facts.label } } : {}),
    stepParams: {
      ...binding(collection, column.field),
      tableColumnSettings: {
        width: { width: column.width ?? 150 },
        ...(column.sortable ? { sorter: { sorter: true } } : {}),
        ...(facts.label ? { fieldNames: { label: facts.label } } : {}),
      },
    },
    subModels: { field: column.opens ? clickable(field, collection, column.opens) : unclickable(field) },
  };
}

const clickable = (field: FlowNode, collection: string, action: string): FlowNode => ({
  ...field,
  props: { ...field.props, clickToOpen: true },
  stepParams: {
    ...field.stepParams,
    displayFieldSettings: { clickToOpen: { clickToOpen: true } },
    popupSettings: {
      openView: {
        mode: 'drawer',
        size: 'large',
        pageModelClass: 'ChildPageModel',
        dataSourceKey: 'main',
        collectionName: collection,
        uid: action,
        filterByTk: '{{ctx.record.id}}',
      },
    },
  },
});

/** A linked row's name would open an empty popup of its own. */
const unclickable = (field: FlowNode): FlowNode => ({
  ...field,
  stepParams: { ...field.stepParams, displayFieldSettings: { clickToOpen: { clickToOpen: false } } },
});

const actionsColumn = (spec: Table): FlowNode[] =>
  spec.rowActions?.length
    ? [
        {
          uid: `${spec.uid}-actions`,
          use: 'TableActionsColumnModel',
          stepParams: {
            tableColumnSettings: {
              title: { title: hostText('Actions') },
              width: { width: spec.actionsWidth ?? 120 },
              fixed: { fixed: 'right' },
            },
          },
          subModels: { actions: spec.rowActions },
        },
      ]
    : [];
