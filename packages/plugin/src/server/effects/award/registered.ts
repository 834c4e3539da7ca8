import { addedFacts } from '../../packs/facts/added';
import { evaluate } from '../../packs/evaluate';
import { orderFacts } from '../../packs/facts/given';
import { completeFacts } from '../../packs/facts/measure';
import { factsAround } from '../../packs/facts/rows';
import { minuteOf } from '../../packs/regions';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import { storeFor, type Made } from './store';
import type { Subject } from './subjects';

const OCCASION = 'registered';

/** Somebody whose registration as a volunteer is in force. */
export interface Registered {
  regionCode: string;
  personId: string;
  name: string;
  townCode: string | null;
}

/**
 * 开户赠送：what the rules of the place give a volunteer as they are registered. Once for a person, for ever: whoever was given something, or was decided to get nothing, is not
 * asked about again, whatever the rules are called by then. In the registration's own transaction.
 * @throws RULES_BROKEN, what the ledger refuses
 */
export async function startCredit(sidan: Sidan, q: Connection, one: Registered, at: Date): Promise<void> {
  const { regionCode, personId, name, townCode } = one;
  const rules = await sidan.packs.inForce.rules(q, townCode ?? regionCode, at);
  const names = rules.asked(OCCASION, 'volunteer');
  if (!names.length) return;
  const { rows } = await q.query(
    sidan.write(
      `select 1 from {sidanDecisions} where [regionCode] = $1 and [subjectId] = $2::uuid and [key] like '%:${OCCASION}:%' limit 1`,
    ),
    [regionCode, personId],
  );
  if (rows.length) return;
  const [around] = await factsAround(sidan, q, regionCode, addedFacts(sidan.db, sidan.coreOf), new Set(names), [
    { personId, at },
  ]);
  const event = { at, personId, townCode, orderId: personId, exclude: [] };
  const [facts] = await completeFacts(sidan, q, regionCode, rules.ruleSet, names, [
    { ...event, facts: { ...around, ...orderFacts({ occasion: OCCASION, at }), 'subject.kind': 'volunteer' } },
  ]);
  const subject: Subject = {
    ...({ kind: 'volunteer', ownerKind: 'person', ownerId: personId, name, about: personId } as const),
    facts: {},
    decided: [],
  };
  const made = evaluate(rules, facts!, minuteOf(at))
    .filter(({ outcome }) => outcome.kind !== 'award' || ['volunteer', 'person'].includes(outcome.params.to))
    .map(({ outcome, settled }): Made => {
      const key = `${outcome.kind}:${OCCASION}:${outcome.rule}:${personId}`;
      return { id: sidan.newId(), key, subject, outcome, ...(settled ? { settled } : {}) };
    });
  await storeFor(sidan, q, { regionCode, orderId: null, townCode, about: { kind: 'person', id: personId } }, made, at);
}
