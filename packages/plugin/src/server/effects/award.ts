import { idOf, inRegion, type StepContext } from '../commands/command';
import type { Award, PointsSubject } from '../points/rules';

interface Served {
  id: string;
  personId: string;
  personName: string;
  minutes: number;
  origin: string;
}

/**
 * 记分：asks the points rules about everybody concerned, and posts what they award, each posting with the decision that explains it. The key names the rule
 * and the attendance (or the rating), so an order that is reopened and confirmed again awards new service only.
 */
export async function award(ctx: StepContext, params: { occasion: 'confirmed' | 'rated' }): Promise<void> {
  const { sidan, q, order, command, item } = ctx;
  const subjects = await subjectsOf(ctx, params.occasion);
  const facts = {
    occasion: params.occasion,
    'item.category': item?.category,
    'item.unit': item?.unit,
    'item.code': item?.code,
    'order.priority': order.get('priority'),
    'order.channel': order.get('channel'),
    'rating.score': order.get('ratingScore') === null ? undefined : Number(order.get('ratingScore')),
  };
  const decided = sidan.points
    .decide(inRegion(order), subjects, facts)
    .map((made) => ({ ...made, decisionId: sidan.newId() }));
  if (!decided.length) return;
  const { rows } = await q.query<{ id: string }>(
    sidan.write(`
      insert into {sidanDecisions} ([id], [regionCode], [kind], [key], [orderId], [townCode], [subjectKind], [subjectId], [subjectName], [pack], [packVersion], [layer],
                                    [rule], [amount], [asset], [facts], [outcome], [at], [createdAt], [updatedAt])
      select d.id, $1, 'award', d.key, $2::uuid, $3, d."subjectKind", d."subjectId", d."subjectName", d.pack, d."packVersion", d.layer,
             d.rule, d.amount, d.asset, d.facts, d.outcome, $4::timestamptz, now(), now()
        from jsonb_to_recordset($5::jsonb) as d(id uuid, key text, "subjectKind" text, "subjectId" uuid, "subjectName" text, pack text, "packVersion" text, layer text,
                                                rule text, amount bigint, asset text, facts jsonb, outcome jsonb)
      on conflict ([regionCode], [key]) do nothing
      returning [id] as id`),
    [
      inRegion(order),
      idOf(order),
      order.get('townCode') ?? null,
      command.now,
      JSON.stringify(decided.map(decisionRow)),
    ],
  );
  const made = new Set(rows.map(({ id }) => id));
  // Nothing to post is a decision all the same: it says why there were no points.
  const fresh = decided.filter(({ decisionId, outcome }) => made.has(decisionId) && outcome.amount > 0);
  if (!fresh.length) return;
  await sidan.ledger.post(q, {
    regionCode: inRegion(order),
    entries: fresh.map(({ key, decisionId, subject, outcome }) => ({
      from: { ownerKind: 'system', ownerId: 'issue' },
      to: { ownerKind: 'person', ownerId: subject.personId },
      asset: outcome.params.asset,
      amount: outcome.amount,
      key,
      decisionId,
      kind: 'award',
      subject: { kind: 'order', id: idOf(order) },
      memo: { rule: outcome.rule },
      at: command.now,
    })),
  });
}

const decisionRow = ({ decisionId, key, subject, outcome }: Award & { decisionId: string }) => ({
  id: decisionId,
  key,
  subjectKind: subject.kind,
  subjectId: subject.personId,
  subjectName: subject.name,
  pack: outcome.pack,
  packVersion: outcome.packVersion,
  layer: outcome.layer,
  rule: outcome.rule,
  amount: outcome.amount,
  asset: outcome.params.asset,
  facts: outcome.factsSeen,
  outcome,
});

/** Who may be awarded on this occasion: everybody who served; and, for a rating, the resident who rated. */
async function subjectsOf(ctx: StepContext, occasion: 'confirmed' | 'rated'): Promise<PointsSubject[]> {
  const { sidan, q, order } = ctx;
  const { rows } = await q.query<Served>(
    sidan.write(`
      select a.[id] as id, a.[personId] as "personId", p.[name] as "personName", a.[minutes]::int as minutes, a.[origin] as origin
        from {sidanAttendances} a join {sidanPeople} p on p.[regionCode] = a.[regionCode] and p.[id] = a.[personId]
       where a.[regionCode] = $1 and a.[orderId] = $2::uuid and a.[checkOutAt] is not null order by a.[checkInAt], a.[id]`),
    [inRegion(order), idOf(order)],
  );
  const subjects: PointsSubject[] = rows.map((row) => ({
    kind: 'volunteer',
    personId: row.personId,
    name: row.personName,
    about: row.id,
    facts: { 'attendance.minutes': row.minutes, 'attendance.origin': row.origin },
  }));
  const requesterId = order.get('requesterId') as string | null;
  if (occasion === 'rated' && requesterId) {
    subjects.push({
      kind: 'resident',
      personId: requesterId,
      name: ctx.command.actor.name,
      about: idOf(order),
      facts: {},
    });
  }
  return subjects;
}
