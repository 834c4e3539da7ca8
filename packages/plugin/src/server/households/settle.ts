import { storeFor, type Made } from '../effects/award/store';
import type { Subject } from '../effects/award/subjects';
import { evaluate } from '../packs/evaluate';
import { orderFacts } from '../packs/facts/given';
import { completeFacts } from '../packs/facts/measure';
import { minuteOf } from '../packs/regions';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { tellMembers } from './tell';
import type { Period } from './term';

const PINS = { occasion: 'period', 'subject.kind': 'household' } as const;

/** What was written down of a household. */
export interface Checked {
  regionCode: string;
  townCode: string | null;
  householdId: string;
  name: string;
  period: Period;
  term: string;
  /** Null of a half-year, and where nobody looked. */
  cleanHouse: boolean | null;
}

/**
 * 周期结算：asks the rules of the place about a household at the end of a period (`occasion` `period`, `subject.kind` `household`) and posts to its account what they give. Once for a
 * household and a period, by the key; its members are told where a rule flags it. It counts on the day on which it is written down.
 * @throws RULES_BROKEN, what the ledger refuses
 */
export async function settlePeriod(sidan: Sidan, q: Connection, checked: Checked, at: Date): Promise<void> {
  const { regionCode, townCode, householdId, name, period, term, cleanHouse } = checked;
  const rules = await sidan.packs.inForce.rules(q, townCode ?? regionCode, at);
  const names = rules.asked(PINS.occasion, PINS['subject.kind']);
  if (!names.length) return;
  // One after the other for one household: what limits count is there when it is counted.
  await q.query(
    sidan.write('select 1 from {sidanHouseholds} where [regionCode] = $1 and [id] = $2::uuid for no key update'),
    [regionCode, householdId],
  );
  const given = {
    ...orderFacts({ occasion: PINS.occasion, at }),
    ...PINS,
    'period.kind': period,
    'household.cleanHouse': period === 'month' ? (cleanHouse ?? undefined) : undefined,
  };
  // Of no order: what is measured of one is of none.
  const event = { at, householdId, townCode, orderId: householdId, exclude: [], facts: given };
  const [facts] = await completeFacts(sidan, q, regionCode, rules.ruleSet, names, [event]);
  const subject: Subject = {
    ...({ kind: 'household', ownerKind: 'household', ownerId: householdId, name } as const),
    ...{ about: `${householdId}/${term}`, facts: {}, decided: [] },
  };
  const made = evaluate(rules, facts!, minuteOf(at))
    .filter(({ outcome }) => outcome.kind !== 'award' || outcome.params.to === 'household')
    .map(({ outcome, settled }): Made => {
      const key = `${outcome.kind}:period:${outcome.rule}:${period}:${subject.about}`;
      return { id: sidan.newId(), key, subject, outcome, ...(settled ? { settled } : {}) };
    });
  const about = { kind: 'household', id: householdId };
  await storeFor(sidan, q, { regionCode, orderId: null, townCode, about }, made, at);
  if (made.some(({ outcome }) => outcome.kind === 'flag')) await tellMembers(sidan, q, checked, at);
}
