import { openView, popupPage, type PopupTab } from './popup';
import { hostText } from './text';
import type { FlowNode } from './types';

interface ButtonLook {
  title: string;
  icon?: string;
  type?: 'primary' | 'link';
}

const button = (uid: string, use: string, look: ButtonLook, more: Partial<FlowNode> = {}): FlowNode => ({
  uid,
  use,
  props: { ...look },
  ...more,
  stepParams: { buttonSettings: { general: { ...look } }, ...more.stepParams },
});

export const refreshAction = (block: string) =>
  button(`${block}-refresh`, 'RefreshActionModel', { title: hostText('Refresh'), icon: 'ReloadOutlined' });

export const exportAction = (block: string) =>
  button(`${block}-export`, 'ExportActionModel', { title: hostText('Export'), icon: 'DownloadOutlined' });

export const filterAction = (block: string) =>
  button(`${block}-filter`, 'FilterActionModel', { title: hostText('Filter'), icon: 'FilterOutlined' });

export const submitAction = (form: string) =>
  button(
    `${form}-submit`,
    'FormSubmitActionModel',
    { title: hostText('Submit'), type: 'primary' },
    { stepParams: { submitSettings: { confirm: { enable: false } } } },
  );

/** A button over a table that opens a form for a new row. */
export const addAction = (block: string, collection: string, title: string, form: FlowNode) =>
  button(
    `${block}-add`,
    'AddNewActionModel',
    { title, icon: 'PlusOutlined', type: 'primary' },
    {
      stepParams: openView(collection, title, 'medium'),
      subModels: { page: popupPage(`${block}-add`, [{ key: 'form', title, rows: [[[form]]] }]) },
    },
  );

interface RowAction {
  uid: string;
  collection: string;
  /** On the button, and on the popup. */
  title: string;
  size: 'small' | 'medium' | 'large';
  tabs: PopupTab[];
}

const onRow = (use: string) => (action: RowAction) =>
  button(
    action.uid,
    use,
    { title: action.title, type: 'link' },
    {
      stepParams: openView(action.collection, action.title, action.size, { filterByTk: '{{ctx.record.id}}' }),
      subModels: { page: popupPage(action.uid, action.tabs) },
    },
  );

/** Asks before it deletes the row. */
export const deleteAction = (uid: string, title: string, question: string) =>
  button(
    uid,
    'DeleteActionModel',
    { title, type: 'link' },
    { stepParams: { deleteSettings: { confirm: { enable: true, title, content: question } } } },
  );

export const viewAction = onRow('ViewActionModel');
export const editAction = onRow('EditActionModel');
