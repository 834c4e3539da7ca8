import { entriesOf, type Ground, type Made } from '../effects/award/store';
import type { Subject } from '../effects/award/subjects';
import { settled } from '../packs/evaluate';
import { addedFacts } from '../packs/facts/added';
import { orderFacts } from '../packs/facts/given';
import { completeFacts } from '../packs/facts/measure';
import { factsAround } from '../packs/facts/rows';
import { minuteOf } from '../packs/regions';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Campaign } from './campaign';
import { aboutCampaign, CODE_FACT } from './meant';
import type { Person } from './person';

const OCCASION = 'declared';

/** What somebody hands in. */
export interface HandedIn {
  campaign: Pick<Campaign, 'regionCode' | 'code' | 'asset'>;
  person: Person;
  quantity: number;
  /** The entry, and how often it has been put right: after a correction it is given under keys of its own. */
  entryId: string;
  revision: number;
}

/** What the rules give for it. */
export interface Reward {
  made: (Made & { ground: Ground })[];
  /** On the person's own account, in the smallest unit of the campaign's asset. */
  own: number;
  /** All that the county gives for it, what limits send elsewhere included: it counts against the budget. */
  issued: number;
}

/**
 * Asks the rules of the place what somebody gets for what they hand in (`occasion` `declared`, facts `campaign.code` and `campaign.quantity`). A volunteer may have what residents may,
 * and more: rules for `volunteer` come first. Nothing is written. What a flag holds back waits unposted, as of everybody whom nobody looks at.
 * @returns nothing where no rule gives any of the campaign's asset for it to somebody like that
 * @throws RULES_BROKEN
 */
export async function rewardOf(sidan: Sidan, q: Connection, handed: HandedIn, at: Date): Promise<Reward | undefined> {
  const { campaign, person, entryId, revision, quantity } = handed;
  const { regionCode, code, asset } = campaign;
  const rules = await sidan.packs.inForce.rules(q, person.townCode ?? regionCode, at);
  const ground: Ground = { orderId: null, townCode: person.townCode, at, isLookedAt: false, subject: aboutOf(entryId) };
  const about = revision ? `${entryId}/${revision}` : entryId;
  for (const kind of person.isVolunteer ? (['volunteer', 'resident'] as const) : (['resident'] as const)) {
    const names = rules.asked(OCCASION, kind);
    if (!names.includes(CODE_FACT)) continue;
    const added = addedFacts(sidan.db, sidan.coreOf);
    const [around] = await factsAround(sidan, q, regionCode, added, new Set(names), [{ personId: person.id, at }]);
    const given = {
      ...around,
      ...orderFacts({ occasion: OCCASION, at }),
      ...{ 'subject.kind': kind, [CODE_FACT]: code, 'campaign.quantity': quantity },
    };
    // Of no order: what is measured of one is of none.
    const event = { at, personId: person.id, townCode: person.townCode, orderId: entryId, exclude: [], facts: given };
    const [facts] = await completeFacts(sidan, q, regionCode, rules.ruleSet, names, [event]);
    const outcomes = aboutCampaign(rules.ruleSet, rules.decide(facts!), kind);
    if (!outcomes.some((outcome) => outcome.kind === 'award' && outcome.params.asset === asset)) continue;
    const { id: ownerId, name } = person;
    const subject: Subject = { kind, ownerKind: 'person', ownerId, name, about, facts: {}, decided: [] };
    const made = settled(rules.ruleSet, outcomes, facts!, minuteOf(at)).map(({ outcome, settled: came }) => ({
      ...{ id: sidan.newId(), key: `${outcome.kind}:${OCCASION}:${outcome.rule}:${about}`, subject, outcome, ground },
      ...(came ? { settled: came } : {}),
    }));
    const entries = made.flatMap(entriesOf).filter((entry) => entry.asset === asset);
    const sum = (some: typeof entries) => some.reduce((total, { amount }) => total + amount, 0);
    return { made, own: sum(entries.filter((entry) => entry.kind === 'award')), issued: sum(entries) };
  }
  return undefined;
}

/** What the postings of an entry are about. */
export const aboutOf = (entryId: string) => ({ kind: 'campaign', id: entryId });
