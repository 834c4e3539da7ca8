import { settle, type Facts, type OutcomeOf, type Redemption } from '@sidan/rules';
import { addedFacts } from '../packs/facts/added';
import { orderFacts } from '../packs/facts/given';
import { completeFacts } from '../packs/facts/measure';
import { factsAround } from '../packs/facts/rows';
import type { Rules } from '../packs/load';
import { minuteOf } from '../packs/regions';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** Whoever redeems. */
export interface Spender {
  personId: string;
  townCode: string | null;
  /** A volunteer may have what residents may, and more. */
  isVolunteer: boolean;
}

/** What is asked for, as rules know it. */
export interface Wanted {
  kind: string;
  price: number;
  quantity: number;
  campaign: string | null;
}

/** What the rules say of it: what it costs, and whether it may be had. */
export interface Priced {
  outcome: OutcomeOf<'redeem'>;
  redemption: Redemption;
}

const POINTS = 'points';

/** Points that somebody can spend, in their own unit. */
async function balanceOf(
  { ledger }: Pick<Sidan, 'ledger'>,
  q: Connection,
  regionCode: string,
  personId: string,
  { ruleSet }: Rules,
): Promise<number> {
  const owned = await ledger.balance(q, { regionCode, ownerKind: 'person', ownerId: personId, asset: POINTS });
  return owned / 10 ** (ruleSet.catalogue.assets.get(POINTS)?.scale ?? 0);
}

/**
 * What the rules in force at `place` say of each thing that somebody wants: none where no rule is meant for it, and the shop is closed for them. One query, however many
 * things. @throws RULES_BROKEN
 */
export async function pricesOf(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  place: string,
  spender: Spender,
  wanted: readonly Wanted[],
  at: Date,
): Promise<(Priced | undefined)[]> {
  const rules = await sidan.packs.inForce.rules(q, place, at);
  const balance = await balanceOf(sidan, q, regionCode, spender.personId, rules);
  const found: (Priced | undefined)[] = wanted.map(() => undefined);
  for (const kind of spender.isVolunteer ? ['volunteer', 'resident'] : ['resident']) {
    const names = rules.asked('redeem', kind);
    const open = found.flatMap((one, index) => (one ? [] : [index]));
    if (!names.length || !open.length) continue;
    const [around] = await factsAround(sidan, q, regionCode, addedFacts(sidan.db, sidan.coreOf), new Set(names), [
      { personId: spender.personId },
    ]);
    const events = open.map((index) => ({
      at,
      personId: spender.personId,
      townCode: spender.townCode,
      // Of no order: what is measured of one is of none.
      orderId: spender.personId,
      exclude: [],
      facts: { ...around, ...givenOf(wanted[index]!, kind, balance, at) },
    }));
    const facts = await completeFacts(sidan, q, regionCode, rules.ruleSet, names, events);
    facts.forEach((known, index) => {
      found[open[index]!] = decide(rules, known, at);
    });
  }
  return found;
}

const givenOf = ({ kind, price, quantity, campaign }: Wanted, subject: string, balance: number, at: Date): Facts => ({
  ...orderFacts({ occasion: 'redeem', at }),
  'subject.kind': subject,
  'redemption.kind': kind,
  'redemption.price': price,
  'redemption.quantity': quantity,
  'person.pointsBalance': balance,
  ...(campaign ? { 'campaign.code': campaign } : {}),
});

function decide({ ruleSet, decide: outcomesOf }: Rules, facts: Facts, at: Date): Priced | undefined {
  const outcomes = outcomesOf(facts);
  const [redemption] = settle(ruleSet, outcomes, facts, { at: minuteOf(at) }).redemptions;
  const outcome = outcomes.find(({ kind, rule }) => kind === 'redeem' && rule === redemption?.rule);
  return redemption && outcome ? { outcome: outcome as unknown as OutcomeOf<'redeem'>, redemption } : undefined;
}
