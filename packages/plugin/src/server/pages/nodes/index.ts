/** Builders of the host's page trees: one kind of block a file. No host and no database in here. */
export { addAction, deleteAction, editAction, exportAction, filterAction, refreshAction, viewAction } from './actions';
export { block } from './block';
export { canDisplay } from './fields';
export { filterForm, filterLinks } from './filter';
export { details, form } from './form';
export { grid, type Row } from './layout';
export { columnUid, table, tableColumn } from './table';
export { hostText, pageText } from './text';
export { nodesOf } from './types';
export type { FieldFacts, Fields, FilterLink, FlowNode } from './types';
