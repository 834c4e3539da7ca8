/** The first page: what one can order, the big entries, the way into the elder view. */
import { useEffect, useState } from 'preact/hooks';
import type { ServiceItemView } from '@sidan/plugin-sidan/api';
import { t, type Key } from '../i18n';
import { formatMinutes, formatTime } from '../i18n/format';
import { api, changeSettings, config, county, keepConfigFresh, settings, storage, token } from '../state/app';
import { paths } from '../state/route';
import { useStore } from '../state/store';
import { Async } from '../ui/Async';
import { useResource } from '../ui/hooks';
import { Icon, type IconName } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { Empty, usePageStart } from '../ui/Page';
import { Seal } from '../ui/Seal';

const MENU_AT = 'sidan.cache.menu.';

export function Home() {
  const here = useStore(config);
  usePageStart(t('home.tab'));
  return (
    <div class="page">
      <section class="hero">
        <p class="hero-county">{here?.centerName ?? t('app.name')}</p>
        <h1 tabIndex={-1}>{t('home.title')}</h1>
        <p class="hero-lede">{t('home.lede')}</p>
        <Entries />
      </section>
      <EmergencyBanner />
      <Menu />
      <Steps />
    </div>
  );
}

/** 应急响应：what is in force now, as long as it is. */
function EmergencyBanner() {
  const emergency = useStore(config)?.emergency;
  useEffect(() => void keepConfigFresh(), []);
  if (!emergency || Date.parse(emergency.until) <= Date.now()) return null;
  return (
    <Notice kind="warning" title={t('home.emergency', { name: emergency.name })}>
      <p>{t('home.emergencyUntil', { time: formatTime(emergency.until) })}</p>
    </Notice>
  );
}

function Entries() {
  const here = useStore(config);
  const { elder } = useStore(settings);
  const signedIn = useStore(token) !== undefined;
  return (
    <ul class="entries">
      <li>
        <a
          class="entry entry-first"
          href={`#${paths.home}`}
          onClick={(event) => {
            event.preventDefault();
            const heading = document.getElementById('menu-title');
            heading?.focus({ preventScroll: true });
            heading?.scrollIntoView({ block: 'start' });
          }}
        >
          <Icon name="plus" />
          <span>{t('home.place')}</span>
        </a>
      </li>
      <li>
        <a class="entry" href={`#${paths.orders}`}>
          <Icon name="list" />
          <span>{t('home.follow')}</span>
        </a>
      </li>
      <li>
        <button type="button" class="entry" onClick={() => void changeSettings({ elder: !elder })}>
          <Icon name="elder" />
          <span>{elder ? t('elder.leave') : t('elder.name')}</span>
        </button>
      </li>
      <li>
        {here?.phone && elder ? (
          <a class="entry" href={`tel:${here.phone.replace(/[^\d+]/g, '')}`}>
            <Icon name="phone" />
            <span>{t('home.call')}</span>
          </a>
        ) : (
          <a class="entry" href={`#${signedIn ? paths.volunteer : paths.signUp(paths.volunteer)}`}>
            <Icon name="heart" />
            <span>{t('home.volunteer')}</span>
          </a>
        )}
      </li>
    </ul>
  );
}

function Menu() {
  const { language } = useStore(settings);
  const where = useStore(county) ?? '';
  const keptAt = MENU_AT + where + language;
  const kept = storage.get<ServiceItemView[]>(keptAt);
  const [wanted, setWanted] = useState('');
  const resource = useResource(
    `menu ${where}`,
    async () => {
      const items = await api.menu();
      storage.set(keptAt, items);
      return items;
    },
    kept,
  );
  return (
    <section class="menu" aria-labelledby="menu-title">
      <h2 id="menu-title" tabIndex={-1}>
        {t('home.menu')}
      </h2>
      <div class="search" role="search">
        <label for="menu-search">{t('home.search')}</label>
        <div class="search-box">
          <Icon name="search" />
          <input
            id="menu-search"
            type="search"
            value={wanted}
            autoComplete="off"
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        </div>
      </div>
      <Async resource={resource} cards={3}>
        {(items) => <Found items={items} wanted={wanted.trim().toLowerCase()} />}
      </Async>
    </section>
  );
}

function Found({ items, wanted }: { items: ServiceItemView[]; wanted: string }) {
  const { elder } = useStore(settings);
  const has = (text?: string) => text?.toLowerCase().includes(wanted) ?? false;
  const found = items.filter((item) => has(item.name) || has(item.description) || has(item.categoryName));
  // The norm wants the elder view to be found by searching for its name, too.
  const asksForElder = wanted !== '' && !elder && has(t('elder.name'));
  const first = emergencyItems(items).filter((item) => found.includes(item));
  const others = found.filter((item) => !first.includes(item));
  const categories = [...new Set(others.map((item) => item.category))];
  return (
    <>
      <p class="hidden" role="status">
        {wanted === '' ? '' : t('home.found', { count: found.length })}
      </p>
      {asksForElder && (
        <p>
          <button type="button" class="button button-primary" onClick={() => void changeSettings({ elder: true })}>
            <Icon name="elder" />
            <span>{t('elder.enter')}</span>
          </button>
        </p>
      )}
      {!found.length && !asksForElder && (
        <Empty title={t(items.length ? 'home.noneFound' : 'home.noItems')}>
          {items.length > 0 && <p>{t('home.noneFoundHint')}</p>}
        </Empty>
      )}
      <div class="categories">
        {first.length > 0 && <Category name={t('home.emergencyMenu')} items={first} />}
        {categories.map((category) => {
          const members = others.filter((item) => item.category === category);
          return <Category key={category} name={members[0]!.categoryName} items={members} />;
        })}
      </div>
    </>
  );
}

/** What the emergency in force is about, to stand first: the services that it covers; where it covers all of them, those that are there for it only. */
const emergencyItems = (items: readonly ServiceItemView[]): ServiceItemView[] =>
  items.filter(({ emergency, emergencyOnly }) => (items.every((item) => item.emergency) ? emergencyOnly : emergency));

function Category({ name, items }: { name: string; items: ServiceItemView[] }) {
  return (
    <section class="category">
      <h3>
        <Seal name={name} />
        {name}
      </h3>
      <ul class="items">
        {items.map((item) => (
          <li key={item.id}>
            <a class="card-link" href={`#${paths.place(item.id)}`}>
              <span class="card-title">{item.name}</span>
              {item.description && <span class="item-text">{item.description}</span>}
              <span class="facts">
                {item.durationMinutes !== undefined && item.durationMinutes !== null && (
                  <span>{t('item.duration', { duration: formatMinutes(item.durationMinutes) })}</span>
                )}
                {item.needsReview && <span>{t('item.needsReview')}</span>}
              </span>
              <Icon name="forward" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What each step is for the resident, and its picture. */
const TOLD: Record<string, { text: Key; icon: IconName }> = {
  place: { text: 'step.placeText', icon: 'plus' },
  compile: { text: 'step.compileText', icon: 'list' },
  dispatch: { text: 'step.dispatchText', icon: 'send' },
  publish: { text: 'step.publishText', icon: 'send' },
  accept: { text: 'step.acceptText', icon: 'heart' },
  claim: { text: 'step.claimText', icon: 'heart' },
  rate: { text: 'step.rateText', icon: 'star' },
  followUp: { text: 'step.followUpText', icon: 'phone' },
  redeem: { text: 'step.redeemText', icon: 'coin' },
};

/** The county's own steps, in its words. */
function Steps() {
  const steps = useStore(config)?.steps ?? [];
  if (!steps.length) return null;
  return (
    <section class="how" aria-labelledby="how-title">
      <h2 id="how-title">{t('home.how')}</h2>
      <ol>
        {steps.map(({ event, name }) => (
          <li key={event}>
            <Icon name={TOLD[event]?.icon ?? 'check'} />
            <div>
              <p class="how-title">{name}</p>
              {TOLD[event] && <p>{t(TOLD[event].text)}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
