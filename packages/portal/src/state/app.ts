/** The portal's shared state, put together once: storage, settings, session, the way to the server. */
import type { Me, PortalConfig } from '@sidan/plugin-sidan/api';
import { apiBase, publicPath } from '../api/base';
import { ApiClient } from '../api/client';
import { isFailure } from '../api/errors';
import { endpointsOf } from '../api/endpoints';
import { PendingKeys } from '../api/keys';
import { languageInUse, useLanguage } from '../i18n';
import { loadCounty, saveCounty } from './county';
import { deviceId } from './device';
import { go, paths, route } from './route';
import { loadSettings, saveSettings, type Language, type Settings } from './settings';
import { browserStorage } from './storage';
import { createStore } from './store';

const TOKEN_AT = 'sidan.token';
const LAST_USER_AT = 'sidan.user';
const CONFIG_AT = 'sidan.cache.config';
const DRAFT_PREFIX = 'sidan.draft.';

export const storage = browserStorage(() => window.localStorage);
export const settings = createStore<Settings>(loadSettings(storage, navigator.languages ?? []));
export const token = createStore<string | undefined>(storage.get<string>(TOKEN_AT));
export const me = createStore<Me | undefined>(undefined);
/** Of which county this is the portal; undefined: of the installation's first. */
export const county = createStore<string | undefined>(loadCounty(storage, location.search));
/** Last time's answer serves until the new one arrives, so that a bad line still shows the county's name and telephone. */
export const config = createStore<PortalConfig | undefined>(keptConfig());
/** A sentence about what has just been done. */
export const flash = createStore<{ text: string; stays: boolean }>({ text: '', stays: false });

/** Says something above this page, until the next change of page. */
export const tell = (text: string): void => flash.set({ text, stays: false });

/** Says something above the page that is gone to next. */
export const tellNext = (text: string): void => flash.set({ text, stays: true });

/** Call at each change of page. */
export function turnFlash(): void {
  const { text, stays } = flash.get();
  flash.set({ text: stays ? text : '', stays: false });
}

const keys = new PendingKeys(storage, Date.now);

const client = new ApiClient({
  base: apiBase(location.pathname),
  fetch: (input, init) => window.fetch(input, init),
  keys,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  token: { get: token.get, set: keepToken },
  language: languageInUse,
  authenticator: () => config.get()?.authenticator ?? 'basic',
  onSignedOut: () => {
    dropToken();
    go(paths.signIn(route.get().href), true);
  },
});

export const api = endpointsOf(client, county.get, () => deviceId(storage));
/** NocoBase's own pages, for staff. */
export const adminUrl = publicPath(location.pathname);

function keptConfig(): PortalConfig | undefined {
  const kept = storage.get<PortalConfig>(CONFIG_AT);
  // One of an older version of this app says less.
  if (!Array.isArray(kept?.steps)) return undefined;
  return (county.get() ?? kept.regionCode) === kept.regionCode ? kept : undefined;
}

export async function refreshConfig(): Promise<void> {
  const fresh = await api.config().catch((error: unknown) => {
    // An address of a county that is not served here: the first one's portal opens.
    if (!county.get() || !isFailure(error) || error.code !== 'NO_COUNTY') throw error;
    useCounty(undefined);
    return api.config();
  });
  storage.set(CONFIG_AT, fresh);
  config.set(fresh);
  configAt = Date.now();
}

const CONFIG_KEPT_MS = 60_000;
let configAt = 0;

/** Asks again what holds in the county when the last answer is a minute old: an emergency may have begun, or be over. Never throws. */
export async function keepConfigFresh(): Promise<void> {
  if (Date.now() - configAt > CONFIG_KEPT_MS) await refreshConfig().catch(() => undefined);
}

export async function refreshMe(): Promise<Me> {
  const fresh = await api.me();
  me.set(fresh);
  // Whoever has joined a county sees that one's services, by whatever address they came.
  const own = fresh.person?.regionCode;
  if (own && own !== (county.get() ?? config.get()?.regionCode)) {
    useCounty(own);
    await refreshConfig().catch(() => undefined);
  }
  return fresh;
}

function useCounty(regionCode: string | undefined): void {
  saveCounty(storage, regionCode);
  county.set(regionCode);
}

/** Signs in with NocoBase's own authentication. What another person left on this device is forgotten first. */
export async function signIn(account: string, password: string): Promise<Me> {
  dropToken();
  const answer = await api.signIn(account, password);
  if (storage.get<number>(LAST_USER_AT) !== answer.user.id) forgetPersonal();
  storage.set(LAST_USER_AT, answer.user.id);
  keepToken(answer.token);
  return refreshMe();
}

/** Signs out here even if the server cannot be reached, and leaves nothing personal on the device. */
export async function signOut(): Promise<void> {
  const done = api.signOut().catch(() => undefined);
  await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 3000))]);
  forgetPersonal();
  dropToken();
}

/** Deletes drafts, unanswered keys and cached answers; the look of the portal is kept. */
export function forgetPersonal(): void {
  keys.clear();
  for (const key of storage.keys(DRAFT_PREFIX)) storage.remove(key);
  storage.remove(LAST_USER_AT);
}

function keepToken(value: string): void {
  storage.set(TOKEN_AT, value);
  token.set(value);
}

function dropToken(): void {
  storage.remove(TOKEN_AT);
  token.set(undefined);
  me.set(undefined);
}

/** Changes how the portal looks and remembers it. Rejects when the words of a language cannot be loaded. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  if (change.language) await useLanguage(change.language);
  const next = { ...settings.get(), ...change };
  saveSettings(storage, next);
  settings.set(next);
  if (change.language) await Promise.allSettled([refreshConfig(), ...(token.get() ? [refreshMe()] : [])]);
}

export const otherLanguage = (language: Language): Language => (language === 'zh-CN' ? 'en-US' : 'zh-CN');

/** Signing in or out in another tab is followed in this one. */
export function watchOtherTabs(): void {
  window.addEventListener('storage', (event) => {
    if (event.key !== TOKEN_AT) return;
    const value = storage.get<string>(TOKEN_AT);
    token.set(value);
    if (!value) me.set(undefined);
  });
}

/** The draft of an order, kept on this device while it is written. */
export function draftStore<T>(serviceItemId: string) {
  const key = DRAFT_PREFIX + serviceItemId;
  return {
    load: () => storage.get<T>(key),
    save: (values: T) => storage.set(key, values),
    drop: () => storage.remove(key),
  };
}
