import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Priced, Spender } from './price';

/** What a spending is kept as. */
export interface Kept {
  regionCode: string;
  /** Once in a county: of the posting that it explains. */
  key: string;
  orderId?: string | null;
  townCode: string | null;
  person: Pick<Spender, 'isVolunteer' | 'household' | 'team'> & { id: string; name: string };
  /** In the asset's smallest unit, where it is not what the rule says. */
  amount?: number;
  at: Date;
}

/** Keeps why it costs what it costs, as an award's decision is kept; the postings name it. Gives its id. */
export async function keepDecision(
  sidan: Sidan,
  q: Connection,
  kept: Kept,
  { outcome, redemption, holder }: Priced,
): Promise<string> {
  const id = sidan.newId();
  const { person } = kept;
  const shared = { person: undefined, household: person.household, team: person.team }[holder.ownerKind];
  await q.query(sidan.write(INSERT), [
    id,
    kept.regionCode,
    kept.key,
    kept.orderId ?? null,
    kept.townCode,
    ...(shared
      ? [holder.ownerKind, shared.id, shared.name]
      : [person.isVolunteer ? 'volunteer' : 'resident', person.id, person.name]),
    outcome.pack,
    outcome.packVersion,
    outcome.layer,
    outcome.rule,
    kept.amount ?? redemption.cost,
    redemption.asset,
    JSON.stringify(outcome.factsSeen),
    JSON.stringify(outcome),
    kept.at,
  ]);
  return id;
}

const INSERT = `
  insert into {sidanDecisions} ([id], [regionCode], [kind], [key], [orderId], [townCode], [subjectKind], [subjectId], [subjectName], [pack], [packVersion], [layer],
                                [rule], [amount], [asset], [facts], [outcome], [at], [createdAt], [updatedAt])
  values ($1::uuid, $2, 'redeem', $3, $4::uuid, $5, $6, $7::uuid, $8, $9, $10, $11, $12, $13, $14, $15::jsonb, $16::jsonb, $17::timestamptz, now(), now())`;
