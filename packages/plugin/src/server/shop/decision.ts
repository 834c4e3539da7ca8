import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Priced } from './price';
import type { RedemptionRow } from './redemption';

/** Keeps why it costs what it costs, as an award's decision is kept; the postings of the redemption name it. Gives its id. */
export async function keepDecision(
  sidan: Sidan,
  q: Connection,
  row: RedemptionRow,
  person: { id: string; name: string; isVolunteer: boolean },
  { outcome }: Priced,
  at: Date,
): Promise<string> {
  const id = sidan.newId();
  await q.query(sidan.write(INSERT), [
    id,
    row.regionCode,
    `redemption:${row.id}`,
    row.townCode,
    person.isVolunteer ? 'volunteer' : 'resident',
    person.id,
    person.name,
    outcome.pack,
    outcome.packVersion,
    outcome.layer,
    outcome.rule,
    row.price,
    row.asset,
    JSON.stringify(outcome.factsSeen),
    JSON.stringify(outcome),
    at,
  ]);
  return id;
}

const INSERT = `
  insert into {sidanDecisions} ([id], [regionCode], [kind], [key], [townCode], [subjectKind], [subjectId], [subjectName], [pack], [packVersion], [layer],
                                [rule], [amount], [asset], [facts], [outcome], [at], [createdAt], [updatedAt])
  values ($1::uuid, $2, 'redeem', $3, $4, $5, $6::uuid, $7, $8, $9, $10, $11, $12, $13, $14::jsonb, $15::jsonb, $16::timestamptz, now(), now())`;
