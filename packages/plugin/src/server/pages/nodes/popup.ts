import { grid, type Row } from './layout';
import type { FlowNode } from './types';

export interface PopupTab {
  key: string;
  title: string;
  rows: Row[];
}

/** What a popup holds: a page of tabs under the action that opens it. */
export function popupPage(owner: string, tabs: PopupTab[]): FlowNode {
  const settings = { displayTitle: false, enableTabs: tabs.length > 1 };
  return {
    uid: `${owner}-page`,
    use: 'ChildPageModel',
    async: true,
    props: settings,
    stepParams: { pageSettings: { general: settings } },
    subModels: {
      tabs: tabs.map((tab) => ({
        uid: `${owner}-${tab.key}`,
        use: 'ChildPageTabModel',
        props: { title: tab.title },
        stepParams: { pageTabSettings: { tab: { title: tab.title } } },
        subModels: { grid: grid(`${owner}-${tab.key}-grid`, 'BlockGridModel', tab.rows) },
      })),
    },
  };
}

/** How a popup opens, on the row it was opened from. */
export const openView = (
  collection: string,
  title: string,
  size: 'small' | 'medium' | 'large',
  extra: Record<string, unknown> = {},
) => ({
  popupSettings: {
    openView: {
      mode: 'drawer',
      size,
      pageModelClass: 'ChildPageModel',
      dataSourceKey: 'main',
      collectionName: collection,
      title,
      ...extra,
    },
  },
});
