import { factTitle, factValue } from './factWords';
import { specOf } from './kinds';
import { message, type Lookup, type Message } from './message';
import type { OutcomeOf, Outcome } from './outcome';
import type { Pack } from './pack/pack';
import type { Kind } from './rule';

/**
 * An outcome as a text to be, in no language: why, the arithmetic, the result, and the pack, version and rule it rests on.
 * `say` makes a sentence of it. An outcome read back from storage will do.
 */
export function explain(outcome: Outcome): Message {
  return explainKind(outcome.kind, outcome);
}

function explainKind<K extends Kind>(kind: K, outcome: Outcome): Message {
  const { pack, rule } = outcome;
  const because = message(`packs.${pack}.rule.${rule}.because`, { fallback: rule });
  const clauses = specOf(kind).clauses(outcome as OutcomeOf<K>, factTitle, factValue);
  return message('rules.explain.outcome', {
    clauses: [because, ...clauses],
    pack: message(`packs.${pack}.title`, { fallback: pack }),
    version: outcome.packVersion,
    layer: message(`rules.layer.${outcome.layer}`),
    rule: message(`packs.${pack}.rule.${rule}.title`, { fallback: rule }),
  });
}

/** Texts of catalogue entries: a name means the same in every pack of a stack. */
const SHARED = ['fact', 'source', 'cycle', 'asset', 'ladder', 'card', 'benefit'] as const;

/**
 * The texts of packs in one language under the full keys that `explain` uses: `packs.<pack>.title`, `packs.<pack>.rule.…`,
 * and, for what means the same in every pack, `facts.<fact>.…`, `sources.`, `cycles.`, `assets.<asset>.…`, `ladders.`, `cards.`, `benefits.`, `lists.`. A text that a pack lacks in the language is there in Chinese,
 * which every pack has. A fact whose values are the codes of a list has their titles for names, whichever of the packs brings them.
 */
export function packTexts(
  packs: readonly (Pick<Pack, 'manifest' | 'texts'> & Partial<Pick<Pack, 'facts'>>)[],
  language: string,
): Record<string, string> {
  const texts = codeTexts(packs, language);
  for (const { manifest, texts: own } of packs) {
    const prefix = `packs.${manifest.name}`;
    for (const chosen of ['zh-CN', language]) {
      const title = manifest.title[chosen];
      if (title !== undefined) texts[`${prefix}.title`] = title;
      for (const [key, text] of Object.entries(own[chosen] ?? {})) {
        const shared = SHARED.find((kind) => key.startsWith(`${kind}.`));
        texts[shared ? `${shared}s${key.slice(shared.length)}` : `${prefix}.${key}`] = text;
        // Of a code the pack that has it says the title; of one that is in no list, whoever says one.
        if (key.startsWith('list.')) texts[`lists.${key.slice('list.'.length)}`] = text;
      }
    }
  }
  return texts;
}

/** Names of the values of facts that are codes of lists. What packs themselves call them comes after, and over them. */
function codeTexts(packs: Parameters<typeof packTexts>[0], language: string): Record<string, string> {
  const texts: Record<string, string> = {};
  const coded = packs.flatMap(({ facts = [] }) =>
    facts.flatMap((fact) =>
      fact.kind === 'given' && fact.list !== undefined ? [[fact.name, fact.list] as const] : [],
    ),
  );
  if (coded.length === 0) return texts;
  for (const chosen of ['zh-CN', language]) {
    for (const { texts: own } of packs) {
      for (const [key, text] of Object.entries(own[chosen] ?? {})) {
        for (const [fact, list] of coded) {
          const prefix = `list.${list}.`;
          if (key.startsWith(prefix)) texts[`facts.${fact}.value.${key.slice(prefix.length)}`] = text;
        }
      }
    }
  }
  return texts;
}

/** Looks a full key up in several tables, the first first. */
export function lookupIn(...tables: readonly Readonly<Record<string, string>>[]): Lookup {
  return (key) => tables.find((table) => Object.hasOwn(table, key))?.[key];
}

/** A problem's cause and remedy as texts to be. */
export function explainProblem(found: {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}): { readonly cause: Message; readonly remedy: Message } {
  const key = `rules.problem.${found.code}`;
  return { cause: message(`${key}.cause`, found.params), remedy: message(`${key}.remedy`, found.params) };
}
