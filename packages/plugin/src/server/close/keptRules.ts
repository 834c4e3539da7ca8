import { loadStack, type Rules } from '../packs/load';
import { dayOf, isWider, NATION } from '../packs/regions';
import { versionsOf } from '../packs/stored';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { rulesAt } from './rules';

interface Of {
  pack: string;
  packVersion: string;
  rule: string;
}

const isOf =
  ({ pack, packVersion, rule }: Of) =>
  (one: Rules['ruleSet']['rules'][number]): boolean =>
    one.pack === pack && one.packVersion === packVersion && one.rule.name === rule;

/**
 * The rules by which a decision was made: those that its history says were in force; where they have the rule in another version (one that the software brought, and has brought anew since), the
 * same packs with the version that decided. Undefined where that is not kept.
 */
export function keptRules(
  sidan: Pick<Sidan, 'write' | 'packs'>,
  q: Connection,
): (place: string, at: Date, of: Of) => Promise<Rules | undefined> {
  const inForce = rulesAt(sidan, q);
  const stacks = new Map<string, ReturnType<typeof loadStack>>();
  return async (place, at, of) => {
    const rules = await inForce(place, at);
    if (rules.ruleSet.rules.some(isOf(of))) return rules;
    const around = (await sidan.packs.inForce.stack(q, place, at)).packs
      .map(({ manifest }) => manifest)
      .filter(({ name }) => name !== of.pack);
    const names = [...around.map(({ name, version }) => `${name}@${version}`), `${of.pack}@${of.packVersion}`];
    const key = names.join(' ');
    if (!stacks.has(key)) {
      const versions = await versionsOf(sidan, q, { names });
      if (!versions.some(({ name, version }) => name === of.pack && version === of.packVersion)) return undefined;
      stacks.set(key, loadStack(versions.sort((a, b) => isWider(a.regionCode || NATION, b.regionCode || NATION))));
    }
    const kept = (await stacks.get(key)!).on(dayOf(at));
    return kept.ruleSet.rules.some(isOf(of)) ? kept : undefined;
  };
}
