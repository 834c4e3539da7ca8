/** Words in the reader's language. Chinese is part of the first load, English comes when it is wanted. */
import i18next, { type TFunction } from 'i18next';
import zh from '../../../../locales/zh-CN/portal.json';
import type { Language } from '../state/settings';

/** Every key of the namespace: a misspelt or missing one does not compile. */
export type Key = keyof typeof zh;
export type Translate = (key: Key, params?: Record<string, string | number>) => string;

const NAMESPACE = 'portal';

const more: Partial<Record<Language, () => Promise<{ default: Record<string, string> }>>> = {
  'en-US': () => import(/* webpackChunkName: "en-US" */ '../../../../locales/en-US/portal.json'),
};

/** Prepares the words. Call once, before anything is drawn. */
export async function startI18n(language: Language): Promise<void> {
  await i18next.init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    ns: [NAMESPACE],
    defaultNS: NAMESPACE,
    keySeparator: false,
    nsSeparator: false,
    // Preact escapes what it draws.
    interpolation: { escapeValue: false },
    resources: { 'zh-CN': { [NAMESPACE]: zh } },
  });
  // Without a line the portal speaks Chinese rather than nothing.
  await useLanguage(language).catch(() => undefined);
}

/** Switches the language, loading its words if need be. Rejects when they cannot be loaded; the old language then stays. */
export async function useLanguage(language: Language): Promise<void> {
  const load = more[language];
  if (load && !i18next.hasResourceBundle(language, NAMESPACE)) {
    i18next.addResourceBundle(language, NAMESPACE, (await load()).default);
  }
  await i18next.changeLanguage(language);
}

export const t: Translate = (key, params) => (i18next.t as TFunction)(key, params ?? {});

/** The words of one language, whatever the reader's is: for papers that speak both. Rejects when they cannot be loaded. */
export async function wordsIn(language: Language): Promise<Translate> {
  const load = more[language];
  if (load && !i18next.hasResourceBundle(language, NAMESPACE))
    i18next.addResourceBundle(language, NAMESPACE, (await load()).default);
  const fixed = i18next.getFixedT(language) as TFunction;
  return (key, params) => fixed(key, params ?? {});
}

/** The language in use, which differs from the chosen one when its words could not be loaded. */
export const languageInUse = (): Language => i18next.language as Language;
