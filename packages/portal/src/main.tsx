/** Where the portal begins. */
import './styles/index.css';
import { render } from 'preact';
import { App } from './App';
import { startI18n } from './i18n';
import { refreshConfig, settings, watchOtherTabs } from './state/app';
import { watchRoute } from './state/route';

async function start(): Promise<void> {
  await startI18n(settings.get().language);
  watchRoute();
  watchOtherTabs();
  render(<App />, document.getElementById('app')!);
  // The pages work without it, with the last known configuration or plain defaults.
  await refreshConfig().catch(() => undefined);
}

void start();
