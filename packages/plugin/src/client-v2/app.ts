import type { HostApplication } from '@nocobase/client-v2';

/** The package name is also the i18n namespace (see `src/server/constants.ts`). */
export const NAMESPACE = '@sidan/plugin-sidan';

let application: HostApplication | undefined;

/**
 * Each lane calls this once while it loads. One application runs in a browser window, so a module variable says it all; our
 * components then need neither a provider of the host nor one of ours and work in both lanes.
 */
export function connectHost(app: HostApplication): void {
  application = app;
}

export function host(): HostApplication {
  if (!application) throw new Error('The plugin has not been loaded');
  return application;
}

/** A text of this plugin in the reader's language. `key` is the full key: `pages.order.timeline`. Not escaped: React does that. */
export const t = (key: string, params: Record<string, unknown> = {}): string =>
  host().i18n.t(key, { ns: NAMESPACE, interpolation: { escapeValue: false }, ...params });

/** The template for a text that the host compiles later, when it knows the language. */
export const later = (key: string): string => `{{t(${JSON.stringify(key)}, { ns: ${JSON.stringify(NAMESPACE)} })}}`;

/** BCP 47 tag of the language shown now: `zh-CN`, `en-US`. */
export const language = (): string => host().i18n.language || 'zh-CN';
