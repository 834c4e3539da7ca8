import { Plugin } from '@nocobase/client';
import { connectHost, t } from '../client-v2/app';
import { registerModels } from '../client-v2/models';
import { showOpenSettings } from '../client-v2/settings/menu';
import SettingsPage from '../client-v2/settings/SettingsPage';

/** The classic lane (`/`). It draws the same pages with the same engine, so all but this file is shared with the modern lane. */
export class SidanClient extends Plugin {
  override async load() {
    connectHost(this.app);
    registerModels(this.flowEngine);
    showOpenSettings(this.app);
    this.app.pluginSettingsManager.add('sidan', {
      title: t('pages.settings.menu'),
      icon: 'HeartOutlined',
      Component: SettingsPage,
      aclSnippet: 'pm.sidan.settings',
    });
  }
}

export default SidanClient;
