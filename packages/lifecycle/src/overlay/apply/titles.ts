/** Words of a layer for states, events, clocks, fields and notices. */
import type { Hand } from '../draft';
import type { Overlay } from '../overlay';
import { titleKeys } from '../titleKeys';

/** Languages in which everything that is shown must be said. */
export const LANGUAGES = ['zh-CN', 'en-US'] as const;

/** OVERLAY_TITLE_UNKNOWN: names nothing of the definition. OVERLAY_TITLE_MISSING: said in one language only. */
export function applyTitles({ titles = {} }: Overlay, hand: Hand): void {
  const { draft } = hand;
  const known = new Set(titleKeys(draft.file));
  const keys = new Set(Object.values(titles).flatMap((texts) => Object.keys(texts)));
  for (const key of keys) {
    for (const language of LANGUAGES) {
      if (titles[language]?.[key] === undefined) {
        hand.problem('OVERLAY_TITLE_MISSING', `titles/${language}/${key}`, { key, language });
      }
    }
  }
  for (const [language, texts] of Object.entries(titles)) {
    for (const [key, text] of Object.entries(texts)) {
      if (!known.has(key) && !key.startsWith('notice.')) {
        hand.problem('OVERLAY_TITLE_UNKNOWN', `titles/${language}/${key}`, { key });
        continue;
      }
      (draft.titles[language] ??= {})[key] = text;
      draft.madeBy.set(`titles/${language}/${key}`, hand.layer);
    }
  }
}

/** OVERLAY_TITLE_MISSING for what the layers added and nobody named. */
export function checkNewTitles(draft: Hand['draft']): void {
  const { file, madeBy, titles } = draft;
  const added: [object, string[]][] = [
    ...Object.entries(file.machine.states).map(([name, state]): [object, string[]] => [state, [`state.${name}`]]),
    ...draft.changes.flatMap(({ kind, path }): [object, string[]][] => {
      const [part, name = ''] = path.split('/');
      if (kind !== 'add') return [];
      if (part === 'events') return [[file.events[name]!, [`event.${name}`, `done.${name}`]]];
      return part === 'delays' ? [[file.delays![name]!, [`done.${name}`]]] : [];
    }),
    ...Object.entries(file.events).flatMap(([type, { data = {} }]) => {
      const isNew = draft.changes.some(({ kind, path }) => kind === 'add' && path === `events/${type}`);
      return Object.entries(data).map(([name, field]): [object, string[]] => [
        isNew ? file.events[type]! : field,
        [`field.${type}.${name}`],
      ]);
    }),
  ];
  for (const [part, keys] of added) {
    const layer = madeBy.get(part);
    if (layer === undefined) continue;
    for (const language of LANGUAGES) {
      for (const key of keys) {
        if (titles[language]?.[key] === undefined) {
          draft.problems.push({
            code: 'OVERLAY_TITLE_MISSING',
            path: `titles/${language}/${key}`,
            params: { key, language },
            layer,
          });
        }
      }
    }
  }
}
