/** What stands around every page: skip link, head with the way into the elder view, navigation, messages, foot. */
import type { ComponentChildren } from 'preact';
import { t } from '../i18n';
import { changeSettings, config, flash, tell, otherLanguage, settings } from '../state/app';
import { paths } from '../state/route';
import { useStore } from '../state/store';
import { Icon, Mark } from './Icon';
import { useOnline } from './hooks';
import { Navigation } from './Navigation';

export function Shell({ children }: { children: ComponentChildren }) {
  const message = useStore(flash).text;
  const online = useOnline();
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('shell.skip')}
      </a>
      <Head />
      <Navigation />
      <main id="main" tabIndex={-1}>
        <div role="status" class="messages">
          {!online && (
            <p class="message message-offline">
              <Icon name="offline" />
              {t('shell.offline')}
            </p>
          )}
          {message && (
            <p class="message message-good">
              <Icon name="check" />
              {message}
            </p>
          )}
        </div>
        {children}
      </main>
      <Foot />
    </>
  );
}

function Head() {
  const county = useStore(config);
  const { elder, language } = useStore(settings);
  return (
    <header class="head">
      <div class="head-row">
        <a class="brand" href={`#${paths.home}`}>
          <Mark />
          <span>{county?.centerName ?? t('app.name')}</span>
        </a>
        <div class="head-tools">
          <button type="button" class="head-tool" onClick={() => void changeSettings({ elder: !elder })}>
            <Icon name="elder" />
            {elder ? t('elder.leave') : t('elder.name')}
          </button>
          <button
            type="button"
            class="head-tool"
            lang={otherLanguage(language)}
            onClick={() =>
              void changeSettings({ language: otherLanguage(language) }).catch(() => tell(t('language.failed')))
            }
          >
            <Icon name="globe" />
            {t('language.other')}
          </button>
        </div>
      </div>
    </header>
  );
}

function Foot() {
  const county = useStore(config);
  return (
    <footer class="foot">
      {county?.steps.length ? <p>{county.steps.map(({ name }) => name).join(' · ')}</p> : null}
      {county?.phone && (
        <p>
          {t('shell.phone')} <a href={`tel:${county.phone.replace(/[^\d+]/g, '')}`}>{county.phone}</a>
        </p>
      )}
      <p>
        <a href={`#${paths.check}`}>{t('check.link')}</a>
      </p>
    </footer>
  );
}
