import { layerOf, message, type EffectiveRule, type Layer } from '@sidan/rules';
import type { PackRule, PackRules } from '../../api/types';
import { SidanError } from '../errors';
import type { Compile } from '../forms/fields';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { addedFacts } from './facts/added';
import { dayOf, keptCode, startOf } from './regions';
import { wordsOf } from './words';

/** The rules of a place on a day, each with where it is from, and those that somebody switched off. @throws INVALID_DATA, RULES_BROKEN */
export async function packRules(
  sidan: Sidan,
  q: Connection,
  place: string,
  on: unknown,
  lang: string,
  compile: Compile,
): Promise<PackRules> {
  const at = momentOf(on, sidan.clock());
  const { packs } = await sidan.packs.inForce.stack(q, place, at);
  const { ruleSet } = await sidan.packs.inForce.rules(q, place, at);
  // The narrower one's title where two packs have a rule of one name.
  const { say, title, packTitle } = wordsOf([...packs].reverse(), lang, addedFacts(sidan.db, sidan.coreOf), compile);
  const layerName = (layer: Layer) => say(message(`rules.layer.${layer}`));
  const inLanguage = (text: Readonly<Record<string, string>> | undefined) => text?.[lang] ?? text?.['zh-CN'];
  const said = ({ rule, pack, packVersion, layer, change, reason }: EffectiveRule): PackRule => ({
    name: rule.name,
    title: title(pack, rule.name),
    kind: rule.event.type,
    kindName: say(message(`rules.kind.${rule.event.type}`)),
    pack,
    packTitle: packTitle(pack),
    packVersion,
    layer,
    layerName: layerName(layer),
    change,
    ...(reason ? { reason: inLanguage(reason) } : {}),
  });
  return {
    regionCode: place,
    on: dayOf(at),
    packs: ruleSet.packs.map(({ name, version, regionCode }) => {
      const layer = layerOf(regionCode);
      return {
        name,
        title: packTitle(name),
        version,
        layer,
        layerName: layerName(layer),
        regionCode: keptCode(regionCode),
      };
    }),
    rules: ruleSet.rules.map(said),
    off: ruleSet.off.map(({ was, pack, layer, reason }) => ({
      ...said(was),
      offBy: pack,
      offByTitle: packTitle(pack),
      offByLayerName: layerName(layer),
      reason: inLanguage(reason) ?? '',
    })),
  };
}

/** A day as somebody asked for it: now, if it is today. @throws INVALID_DATA */
function momentOf(on: unknown, now: Date): Date {
  if (on === undefined || on === '' || on === dayOf(now)) return now;
  const at = typeof on === 'string' && /^\d{4}-\d\d-\d\d$/.test(on) ? startOf(on) : new Date(NaN);
  if (Number.isNaN(at.getTime()) || dayOf(at) !== on)
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'on', code: 'DATE' }] });
  return at;
}
