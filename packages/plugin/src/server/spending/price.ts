import { settle, type Facts, type OutcomeOf, type Redemption } from '@sidan/rules';
import { addedFacts } from '../packs/facts/added';
import { orderFacts, type OrderFacts } from '../packs/facts/given';
import { completeFacts } from '../packs/facts/measure';
import { agesOf } from '../packs/facts/person';
import { factsAround } from '../packs/facts/rows';
import type { Rules } from '../packs/load';
import { minuteOf } from '../packs/regions';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { balancesOf } from './balances';
import type { Holder, Household, Team } from './holder';
import { heedLoans, lentTo } from './loan';
import { PURPOSE_FACT, rulesFor, type ForWhom, type Purpose } from './purpose';

/** Whoever spends. */
export interface Spender {
  personId: string;
  townCode: string | null;
  /** A volunteer may have what residents may, and more. */
  isVolunteer: boolean;
  /** What is theirs together may be spent by each of them, by the rules for households. */
  household?: Household | null;
  /** In whose name they act: its account pays, by the rules for teams, and for donations only. */
  team?: Team | null;
  /** Set aside for this very spending, in the smallest unit: theirs to spend on it. */
  setAside?: { asset: string; amount: number };
}

/** What is asked for, as rules know it. */
export interface Wanted {
  purpose: Purpose;
  for?: ForWhom;
  /** Whose it is in the end, where the book knows them; oneself where it is for oneself. */
  recipientId?: string;
  /** Asked for by the guardian of who spends. */
  byGuardian?: boolean;
  /** Only rules that take this asset are asked. */
  asset?: string;
  kind?: string;
  /** The price on its label. */
  price?: number;
  quantity?: number;
  /** Of a service: asked for, or given. */
  minutes?: number;
  campaign?: string | null;
  /** Of what sort the outlet is at which it is to be had. */
  outlet?: string | null;
  /** What else is known of it: a service's code, category and unit; facts of the purpose's own. */
  more?: Facts;
}

/** Where and when it is asked. */
export interface Asked {
  regionCode: string;
  /** Of whose packs the rules are. */
  place: string;
  at: Date;
  /** Of the order that it is about: what is measured of one is of it. */
  order?: { id: string; teamId?: string | null; siteId?: string | null; facts: Omit<OrderFacts, 'occasion' | 'at'> };
}

/** What the rules say of it: what it costs, and whether it may be had. */
export interface Priced {
  outcome: OutcomeOf<'redeem'>;
  redemption: Redemption;
  /** Whose account pays. */
  holder: Holder;
}

/**
 * What the rules in force at a place say of each thing that somebody wants: none where no rule is meant for it, and they cannot have it. One query for each kind of subject that rules are meant for, however many things.
 * @throws RULES_BROKEN
 */
export async function pricesOf(
  sidan: Sidan,
  q: Connection,
  asked: Asked,
  spender: Spender,
  wanted: readonly Wanted[],
): Promise<(Priced | undefined)[]> {
  const { regionCode, place, at, order } = asked;
  const rules = await sidan.packs.inForce.rules(q, place, at);
  const found: (Priced | undefined)[] = wanted.map(() => undefined);
  // 团队账户只能捐赠：whatever rules say.
  if (spender.team && wanted.some(({ purpose }) => purpose !== 'donate')) return found;
  for (const { kind, holder } of parties(spender)) {
    const names = rules.asked('redeem', kind);
    const open = found.flatMap((one, index) => (one ? [] : [index]));
    if (!names.length || !open.length) continue;
    const balances = await balancesOf(sidan, q, regionCode, { holder, setAside: spender.setAside }, rules.ruleSet);
    const [around] = await factsAround(sidan, q, regionCode, addedFacts(sidan.db, sidan.coreOf), new Set(names), [
      { personId: spender.personId, at },
    ]);
    const ages = names.includes('recipient.age')
      ? await agesOf(
          sidan,
          q,
          regionCode,
          open.flatMap((index) => recipientOf(wanted[index]!, spender) ?? []),
          at,
        )
      : new Map<string, number>();
    const given: Facts = {
      ...orderFacts({ ...order?.facts, occasion: 'redeem', at }),
      'subject.kind': kind,
      'person.pointsBalance': balances.get('points') ?? 0,
    };
    const events = open.map((index) => ({
      at,
      personId: spender.personId,
      householdId: spender.household?.id ?? null,
      teamId: spender.team?.id ?? order?.teamId ?? null,
      siteId: order?.siteId ?? null,
      townCode: spender.townCode,
      // Of no order: what is measured of one is of none.
      orderId: order?.id ?? spender.personId,
      exclude: [],
      facts: {
        ...around,
        ...given,
        ...factsOf(wanted[index]!),
        'recipient.age': ages.get(recipientOf(wanted[index]!, spender) ?? ''),
      },
    }));
    const facts = await completeFacts(sidan, q, regionCode, rules.ruleSet, names, events);
    const lent = lentTo(sidan, q, regionCode, holder);
    for (const [index, known] of facts.entries()) {
      const asks = wanted[open[index]!]!;
      const priced = decide(rules, known, asks, balances, at);
      if (!priced) continue;
      const balance = balances.get(priced.redemption.asset) ?? 0;
      const { purpose } = asks;
      found[open[index]!] = await heedLoans({ ...priced, holder }, { purpose, balance, lent });
    }
  }
  return found;
}

/** As whom somebody is asked about, one after the other: what they have themselves comes before what their household has. */
function parties({ personId, isVolunteer, household, team }: Spender): { kind: string; holder: Holder }[] {
  if (team) return [{ kind: 'team', holder: { ownerKind: 'team', ownerId: team.id } }];
  const own: Holder = { ownerKind: 'person', ownerId: personId };
  return [
    ...(isVolunteer ? [{ kind: 'volunteer', holder: own }] : []),
    { kind: 'resident', holder: own },
    ...(household ? [{ kind: 'household', holder: { ownerKind: 'household' as const, ownerId: household.id } }] : []),
  ];
}

/** Of somebody who is only named nothing is known. */
const recipientOf = (wanted: Wanted, { personId }: Spender): string | undefined =>
  wanted.recipientId ?? ((wanted.for ?? 'self') === 'self' ? personId : undefined);

const factsOf = (wanted: Wanted): Facts => {
  const { purpose, kind, price, quantity, minutes, campaign, outlet, more } = wanted;
  return {
    [PURPOSE_FACT]: purpose,
    'redemption.for': wanted.for ?? 'self',
    'redemption.byGuardian': wanted.byGuardian ?? false,
    'recipient.isSelf': (wanted.for ?? 'self') === 'self',
    ...(kind === undefined ? {} : { 'redemption.kind': kind }),
    ...(price === undefined ? {} : { 'redemption.price': price }),
    ...(quantity === undefined ? {} : { 'redemption.quantity': quantity }),
    ...(minutes === undefined ? {} : { 'redemption.minutes': minutes }),
    ...(campaign ? { 'campaign.code': campaign } : {}),
    ...(outlet ? { 'redemption.outlet': outlet } : {}),
    ...more,
  };
};

/** Each asset's rules see what the person has of that asset; of those that fire the first counts. */
function decide(
  { ruleSet, decide: outcomesOf }: Rules,
  facts: Facts,
  { purpose, asset }: Wanted,
  balances: ReadonlyMap<string, number>,
  at: Date,
): Omit<Priced, 'holder'> | undefined {
  const meant = rulesFor(ruleSet, purpose, asset);
  const fired = new Map<string, Omit<Priced, 'holder'>>();
  for (const one of new Set(meant.map((rule) => rule.asset))) {
    const known = { ...facts, 'redemption.balance': balances.get(one) ?? 0 };
    const own = new Set(meant.flatMap((rule) => (rule.asset === one ? [rule.rule] : [])));
    const outcomes = outcomesOf(known).filter(({ kind, rule }) => kind !== 'redeem' || own.has(rule));
    for (const redemption of settle(ruleSet, outcomes, known, { at: minuteOf(at) }).redemptions) {
      const outcome = outcomes.find(({ kind, rule }) => kind === 'redeem' && rule === redemption.rule);
      if (outcome) fired.set(redemption.rule, { outcome: outcome as unknown as OutcomeOf<'redeem'>, redemption });
    }
  }
  return meant.flatMap(({ rule }) => fired.get(rule) ?? [])[0];
}
