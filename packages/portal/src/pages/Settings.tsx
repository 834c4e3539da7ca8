/** How the portal looks, who is signed in, and what is kept about one. */
import { useEffect, useState } from 'preact/hooks';
import type { Me } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import {
  adminUrl,
  changeSettings,
  tell,
  tellNext,
  forgetPersonal,
  me,
  refreshMe,
  settings,
  signOut,
  token,
} from '../state/app';
import { go, paths } from '../state/route';
import { LANGUAGES, sizeInEffect, sizesFor, TEXT_SIZES, type Language } from '../state/settings';
import { useStore } from '../state/store';
import { Button, LinkButton } from '../ui/Button';
import { Check, Choices } from '../ui/fields';
import { Page } from '../ui/Page';

export function Settings() {
  const signedIn = useStore(token) !== undefined;
  return (
    <Page title={t('settings.title')} narrow>
      {signedIn && <Account />}
      <Looks />
      <Privacy />
    </Page>
  );
}

function Account() {
  const known = useStore(me);
  const [leaving, setLeaving] = useState(false);
  useEffect(() => {
    if (!me.get()) void refreshMe().catch(() => undefined);
  }, []);
  const leave = async () => {
    setLeaving(true);
    await signOut();
    tellNext(t('settings.signedOut'));
    go(paths.home, true);
  };
  return (
    <section class="panel" aria-labelledby="account-title">
      <h2 id="account-title">{t('settings.account')}</h2>
      {known && (
        <p>
          {known.person?.name ?? known.nickname}
          {known.person?.phone && ` · ${known.person.phone}`}
        </p>
      )}
      <div class="buttons">
        {known && <LinkButton href={`#${paths.wallet}`}>{t('wallet.title')}</LinkButton>}
        {known?.person && <LinkButton href={`#${paths.shop()}`}>{t('shop.title')}</LinkButton>}
        {known && atCounter(known) && <LinkButton href={`#${paths.counter()}`}>{t('counter.title')}</LinkButton>}
        {known && <LinkButton href={`#${paths.join(paths.settings)}`}>{t('settings.details')}</LinkButton>}
        {known?.staff && <LinkButton href={adminUrl}>{t('settings.console')}</LinkButton>}
        <Button busy={leaving} onClick={() => void leave()}>
          {t('settings.signOut')}
        </Button>
      </div>
    </section>
  );
}

/** Whoever may stand at a counter; the page says if there is none. */
const atCounter = ({ roles }: Me): boolean => ['merchant', 'siteManager'].some((role) => roles.includes(role));

const LANGUAGE_NAMES: Record<Language, () => string> = {
  'zh-CN': () => t('language.zh'),
  'en-US': () => t('language.en'),
};

function Looks() {
  const chosen = useStore(settings);
  const change = (part: Parameters<typeof changeSettings>[0]) =>
    void changeSettings(part).catch(() => tell(t('language.failed')));
  return (
    <section class="panel" aria-labelledby="looks-title">
      <h2 id="looks-title">{t('settings.looks')}</h2>
      <Check
        id="elder"
        label={t('elder.name')}
        hint={t('elder.hint')}
        checked={chosen.elder}
        onChecked={(elder) => change({ elder })}
      />
      <Choices
        id="size"
        type="radio"
        label={t('settings.size')}
        unmarked
        options={sizesFor(chosen.elder).map((size) => ({
          value: String(size),
          label: t('settings.sizeOf', { size }),
        }))}
        chosen={[String(sizeInEffect(chosen))]}
        onChosen={([value]) => change({ size: TEXT_SIZES.find((size) => String(size) === value) ?? 16 })}
      />
      <Choices
        id="language"
        type="radio"
        label={t('settings.language')}
        unmarked
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value]() }))}
        chosen={[chosen.language]}
        onChosen={([value]) => change({ language: LANGUAGES.find((language) => language === value) ?? 'zh-CN' })}
      />
    </section>
  );
}

function Privacy() {
  return (
    <section class="panel" aria-labelledby="privacy-title">
      <h2 id="privacy-title">{t('privacy.title')}</h2>
      <div class="prose">
        <p>{t('privacy.server')}</p>
        <p>{t('privacy.device')}</p>
        <p>{t('privacy.rights')}</p>
      </div>
      <Button
        onClick={() => {
          forgetPersonal();
          tell(t('privacy.forgotten'));
        }}
      >
        {t('privacy.forget')}
      </Button>
    </section>
  );
}
