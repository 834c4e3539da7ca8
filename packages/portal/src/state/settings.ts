/** How the reader wants the portal to look, kept on this device: language, elder view, text size. */
import type { KeyValue } from './storage';

export const LANGUAGES = ['zh-CN', 'en-US'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Sizes of the main text in pixels at the browser's standard setting. The largest is the 30 of the norm for old people's apps. */
export const TEXT_SIZES = [16, 18, 20, 24, 30] as const;
export type TextSize = (typeof TEXT_SIZES)[number];
/** The elder view never goes below this (the norm asks for 18). */
export const ELDER_SIZE_MIN: TextSize = 20;

export interface Settings {
  language: Language;
  elder: boolean;
  size: TextSize;
}

const STORED_AT = 'sidan.settings';

/** The kept settings, each checked; else the browser's first language that we speak, else Chinese. */
export function loadSettings(storage: KeyValue, browserLanguages: readonly string[]): Settings {
  const kept = storage.get<Partial<Record<keyof Settings, unknown>>>(STORED_AT) ?? {};
  return {
    language: LANGUAGES.find((language) => language === kept.language) ?? preferred(browserLanguages),
    elder: kept.elder === true,
    size: TEXT_SIZES.find((size) => size === kept.size) ?? 16,
  };
}

function preferred(browserLanguages: readonly string[]): Language {
  for (const wanted of browserLanguages) {
    if (/^zh\b/i.test(wanted)) return 'zh-CN';
    if (/^en\b/i.test(wanted)) return 'en-US';
  }
  return 'zh-CN';
}

export function saveSettings(storage: KeyValue, settings: Settings): void {
  storage.set(STORED_AT, settings);
}

/** The sizes to choose from in this view. */
export function sizesFor(elder: boolean): readonly TextSize[] {
  return elder ? TEXT_SIZES.filter((size) => size >= ELDER_SIZE_MIN) : TEXT_SIZES;
}

/** The size in effect: the chosen one, or more where the elder view asks for more. */
export function sizeInEffect({ elder, size }: Settings): TextSize {
  return elder && size < ELDER_SIZE_MIN ? ELDER_SIZE_MIN : size;
}
