import { factsIn } from '@sidan/rules/conditions';
import { measureOf, type RuleSet } from '@sidan/rules';
import type { TransferAsset, TransferOptions, TransferPurpose } from '../../api/types';
import { SidanError } from '../errors';
import { maskName } from '../privacy/masks';
import { familyViews } from '../reads/family';
import { named, type Reader } from '../reads/reader';
import { balancesOf } from '../spending/balances';
import { PURPOSE_FACT } from '../spending/purpose';
import { partiesOf } from './parties';
import { teamLed } from './team';

const PURPOSES: readonly TransferPurpose[] = ['transfer', 'donate', 'exchange'];
const TEAM_PURPOSES: readonly TransferPurpose[] = ['donate'];

const purposesFor = (team: object | undefined): readonly TransferPurpose[] => (team ? TEAM_PURPOSES : PURPOSES);

/**
 * What the reader may move, and to whom: of each asset what some rule in force is meant for; in the name of a team that they lead, what it may donate.
 * @throws NOT_JOINED, TEAM_NOT_LED, RULES_BROKEN
 */
export async function transferOptions(reader: Reader, regionCode: string, teamId?: unknown): Promise<TransferOptions> {
  const { sidan, q, actor, lang, say } = reader;
  if (!actor.personId || actor.regionCode !== regionCode) throw new SidanError('NOT_JOINED');
  const { person, family, funds } = await partiesOf(sidan, q, regionCode, actor.personId);
  const team = teamId ? await teamLed(sidan, q, regionCode, actor.personId, teamId) : undefined;
  const place = (team ?? person)?.townCode ?? regionCode;
  const { ruleSet } = await sidan.packs.inForce.rules(q, place, sidan.clock());
  const words = await sidan.packs.words(q, lang, regionCode, []);
  const balances = await balancesOf(
    sidan,
    q,
    regionCode,
    { holder: team ? { ownerKind: 'team', ownerId: team.id } : { ownerKind: 'person', ownerId: actor.personId } },
    ruleSet,
  );
  const offered = offeredBy(ruleSet, Boolean(team));
  const nameOf = (asset: string) => {
    const { unit, scale } = measureOf(ruleSet.catalogue, asset);
    return { asset, name: words.asset(asset), unit: words.amount(0, { unit, scale }).unit, scale };
  };
  const assets = [...offered].map(
    ([asset, { purposes, into }]): TransferAsset => ({
      ...nameOf(asset),
      balance: balances.get(asset) ?? 0,
      purposes: purposesFor(team).filter((one) => purposes.has(one)),
      into: (team ? [] : [...into]).map((one) => {
        const { scale: _scale, ...other } = nameOf(one);
        return other;
      }),
    }),
  );
  return {
    assets,
    ...(team ? { team: { id: team.id, name: team.name } } : {}),
    family: team ? [] : familyViews(reader, family),
    funds: funds.map(({ id, name, nameEn, purpose, members }) => ({
      id,
      name: named(lang, name, nameEn),
      ...(purpose ? { purpose } : {}),
      members: members.map((member) => ({
        id: member.id,
        name: maskName(member.name),
        reason: say(`collections.sidanFundMembers.reason.${member.reason}`),
      })),
    })),
  };
}

/**
 * By asset what its rules of kind `redeem` are about. A purpose, or what it is exchanged into, is read from the values that a rule's conditions compare it with, wherever they
 * stand: what a condition forbids may be offered here, and is refused with its reason when it is asked for.
 */
function offeredBy({ rules }: RuleSet, forTeam: boolean) {
  const purposes = forTeam ? TEAM_PURPOSES : PURPOSES;
  const offered = new Map<string, { purposes: Set<string>; into: Set<string> }>();
  for (const { rule } of rules) {
    if (rule.event.type !== 'redeem' || !factsIn(rule.conditions, new Set()).has(PURPOSE_FACT)) continue;
    // A rule that names whom it is for is for nobody else.
    const kinds = valuesOf(rule.conditions, 'subject.kind');
    if (forTeam ? !kinds.includes('team') : kinds.length > 0 && kinds.every((kind) => kind === 'team')) continue;
    const { asset } = rule.event.params;
    const one = offered.get(asset) ?? { purposes: new Set(), into: new Set() };
    for (const value of valuesOf(rule.conditions, PURPOSE_FACT)) one.purposes.add(value);
    for (const value of valuesOf(rule.conditions, 'redemption.into')) one.into.add(value);
    if (purposes.some((purpose) => one.purposes.has(purpose))) offered.set(asset, one);
  }
  return offered;
}

/** The texts that a fact is compared with, anywhere in conditions. */
function valuesOf(node: unknown, fact: string): string[] {
  if (Array.isArray(node)) return node.flatMap((one) => valuesOf(one, fact));
  if (!node || typeof node !== 'object') return [];
  const { fact: own, value, ...parts } = node as { fact?: string; value?: unknown };
  if (own === fact) return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  return Object.values(parts).flatMap((part) => valuesOf(part, fact));
}
