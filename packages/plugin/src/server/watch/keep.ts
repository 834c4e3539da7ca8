import type { OutcomeOf } from '@sidan/rules';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Evidence } from './evidence';
import type { Served } from './served';
import { tellPerson } from './tell';

/** A rule that has seen something about an attendance. */
export interface Found {
  served: Pick<Served, 'attendanceId' | 'orderId' | 'personId' | 'townCode'>;
  outcome: OutcomeOf<'flag'>;
  evidence: Evidence;
}

/**
 * Keeps findings, each once by rule and attendance, and tells whom they are about. Points are held by `holdPoints`.
 * @returns how many are new
 */
export async function keepFindings(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  found: readonly Found[],
  at: Date,
): Promise<number> {
  if (!found.length) return 0;
  const rows = found.map(({ served, outcome, evidence }) => ({
    id: sidan.newId(),
    key: `${outcome.rule}:${served.attendanceId}`,
    pack: outcome.pack,
    packVersion: outcome.packVersion,
    rule: outcome.rule,
    attendanceId: served.attendanceId,
    orderId: served.orderId,
    personId: served.personId,
    townCode: served.townCode,
    outcome,
    evidence,
  }));
  const { rows: kept } = await q.query<{ attendanceId: string; personId: string; orderId: string }>(
    sidan.write(INSERT),
    [regionCode, at, JSON.stringify(rows)],
  );
  const told = new Map(kept.map((one) => [one.attendanceId, one]));
  for (const { personId, orderId } of told.values())
    await tellPerson(sidan, q, { regionCode, personId, orderId, as: 'hoursQuestioned', now: at });
  return kept.length;
}

const INSERT = `
  insert into {sidanFindings} ([id], [regionCode], [key], [pack], [packVersion], [rule], [attendanceId], [orderId], [personId], [townCode], [at], [state], [outcome], [evidence],
                               [createdAt], [updatedAt])
  select f.id, $1, f.key, f.pack, f."packVersion", f.rule, f."attendanceId", f."orderId", f."personId", f."townCode", $2::timestamptz, 'open', f.outcome, f.evidence, now(), now()
    from jsonb_to_recordset($3::jsonb) as f(id uuid, key text, pack text, "packVersion" text, rule text, "attendanceId" uuid, "orderId" uuid, "personId" uuid, "townCode" text,
                                            outcome jsonb, evidence jsonb)
  on conflict ([regionCode], [key]) do nothing
  returning [attendanceId] as "attendanceId", [personId] as "personId", [orderId] as "orderId"`;
