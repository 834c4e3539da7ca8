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
  /** How often it has been put right. */
  revision: number;
}

/** By which what a period gave is known: after a correction it is given under a key of its own. */
const aboutOf = ({ householdId, term, revision }: Checked): string =>
  `${householdId}/${term}${revision ? `/${revision}` : ''}`;

/**
 * 周期结算：asks the rules of the place about a household at the end of a period (`occasion` `period`, `subject.kind` `household`) and posts to its account what they give. Once for a
 * household and a period (and for each correction of it), by the key; its members are told where a rule flags it. It counts on the day on which it is written down.
 * @throws RULES_BROKEN, what the ledger refuses
 */
export async function settlePeriod(sidan: Sidan, q: Connection, checked: Checked, at: Date): Promise<void> {
  const { regionCode, townCode, householdId, name, period, cleanHouse } = checked;
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
    ...{ about: aboutOf(checked), facts: {}, decided: [] },
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

/**
 * 冲回：what a period gave goes back to where it came from, all of it: from the household's account, and from where limits sent what was above.
 * @throws what the ledger refuses (INSUFFICIENT: it was spent; ACCOUNT_FROZEN)
 */
export async function undoPeriod(sidan: Sidan, q: Connection, checked: Checked, at: Date): Promise<void> {
  const { regionCode, householdId, period } = checked;
  const before = `:${period}:${aboutOf({ ...checked, revision: checked.revision - 1 })}`;
  const { rows } = await q.query<{ id: string; key: string }>(sidan.write(GIVEN), [regionCode, householdId, before]);
  const entries = rows.map(({ id, key }) => ({ reverses: id, key: `undo:${key}`, at }));
  if (entries.length) await sidan.ledger.reverse(q, { regionCode, entries });
}

/** Decisions about a household are few, and found by it; each posting bears the key of its decision, or that and the name of the limit that sent it elsewhere. */
const GIVEN = `
select p.[id] as id, p.[key] as key
  from {sidanDecisions} d
  join {sidanPostings} p on p.[regionCode] = $1 and p.[key] = any (array[d.[key]] || array(
         select d.[key] || ':' || (o.value ->> 'limit') from jsonb_array_elements(coalesce(d.[outcome]::jsonb #> '{settled,overflow}', '[]'::jsonb)) o))
 where d.[regionCode] = $1 and d.[subjectId] = $2::uuid and d.[kind] = 'award' and right(d.[key], length($3)) = $3
   and not exists (select 1 from {sidanPostings} r where r.[regionCode] = $1 and r.[reversesId] = p.[id])`;
