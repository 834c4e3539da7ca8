import type { Application } from '@nocobase/server';
import { NAMESPACE } from '../constants';
import type { Compile } from '../forms/fields';
import type { Say } from '../reads/reader';

/** Texts in a language without a request of the host's own: for another system's requests, and for work in the background. */
export const sayOf =
  (app: Application, lang: string): Say =>
  (key, params = {}) =>
    app.i18n.t(key, { ...params, lng: lang, ns: NAMESPACE, interpolation: { escapeValue: false } });

/** Titles that administrators gave, or the host's templates of ours. */
export const compileWith =
  (say: Say): Compile =>
  (title) =>
    String(title ?? '').replace(/\{\{\s*t\(\s*["']([^"']+)["'](?:[^)]*)\)\s*\}\}/g, (_all, key: string) => say(key));
