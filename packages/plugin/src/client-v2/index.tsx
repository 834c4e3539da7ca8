import { Plugin } from '@nocobase/client-v2';
import { connectHost, t } from './app';
import { registerModels } from './models';
import { showOpenSettings } from './settings/menu';

/** The modern lane (`/v/`). */
export class SidanClientV2 extends Plugin {
  override async load() {
    connectHost(this.app);
    registerModels(this.flowEngine);
    showOpenSettings(this.app);
    this.pluginSettingsManager.addMenuItem({
      key: 'sidan',
      title: t('pages.settings.menu'),
      icon: 'HeartOutlined',
      aclSnippet: 'pm.sidan.settings',
    });
    this.pluginSettingsManager.addPageTabItem({
      menuKey: 'sidan',
      key: 'index',
      title: t('pages.settings.menu'),
      aclSnippet: 'pm.sidan.settings',
      componentLoader: () => import('./settings/SettingsPage'),
    });
    this.pluginSettingsManager.addPageTabItem({
      menuKey: 'sidan',
      key: 'packs',
      title: t('pages.packs.menu'),
      aclSnippet: 'pm.sidan.settings',
      componentLoader: () => import('./settings/packs/PacksPage'),
    });
    this.pluginSettingsManager.addPageTabItem({
      menuKey: 'sidan',
      key: 'open311',
      title: t('pages.open311.menu'),
      aclSnippet: 'pm.sidan.settings',
      componentLoader: () => import('./settings/open311/Open311Page'),
    });
  }
}

export default SidanClientV2;
