import { SidanError } from '../errors';
import { idOf, inRegion, type StepContext } from '../commands/command';
import { evaluate } from '../packs/evaluate';
import { orderFacts } from '../packs/facts/given';
import { completeFacts } from '../packs/facts/measure';
import { minuteOf } from '../packs/regions';

interface Server {
  personId: string;
  name: string;
  /** What this order gave them, in the asset's smallest unit, by asset. */
  earned: Record<string, number> | null;
}

/** Where points go that were redeemed. */
const SPENT = { ownerKind: 'system', ownerId: 'redeemed' } as const;

/**
 * 兑单：who served spends the points of this order on what was asked for: a volunteer their own; for somebody at the counter the first of those who served and have
 * not redeemed. What it costs, and whether it is to be had, is for the rules on redemption (`occasion` `redeem`); the price of what is asked for is what the order gave.
 * @throws NOTHING_TO_REDEEM, RULES_BROKEN, what the ledger refuses (INSUFFICIENT)
 */
export async function redeem(ctx: StepContext): Promise<void> {
  const { sidan, q, order, command, item } = ctx;
  const region = inRegion(order);
  const { rows } = await q.query<Server>(sidan.write(STATEMENT), [
    region,
    idOf(order),
    ctx.capacity === 'volunteer' ? (command.actor.personId ?? null) : null,
    ctx.capacity === 'volunteer',
  ]);
  const [server] = rows;
  if (!server) throw new SidanError('NOTHING_TO_REDEEM');
  const place = String(order.get('areaCode') ?? order.get('townCode') ?? region);
  const rules = await sidan.packs.inForce.rules(q, place, command.now);
  const names = rules.asked('redeem', 'volunteer');
  const points = server.earned?.points ?? 0;
  const [facts] = await completeFacts(sidan, q, region, rules.ruleSet, names, [
    {
      at: command.now,
      personId: server.personId,
      teamId: order.get('teamId') as string | null,
      siteId: order.get('siteId') as string | null,
      townCode: order.get('townCode') as string | null,
      orderId: idOf(order),
      exclude: [],
      facts: {
        ...orderFacts({
          occasion: 'redeem',
          at: command.now,
          item,
          channel: order.get('channel') as string | null,
          emergency: Boolean(order.get('emergencyId')),
        }),
        'subject.kind': 'volunteer',
        'redemption.kind': 'goods',
        'redemption.quantity': 1,
        'redemption.price': points,
        'redemption.yuan': points,
      },
    },
  ]);
  const outcome = evaluate(rules, facts!, minuteOf(command.now))
    .map((decided) => decided.outcome)
    .find(({ kind }) => kind === 'redeem');
  const amount = outcome && Number.isSafeInteger(outcome.amount) ? outcome.amount : 0;
  if (!outcome || amount <= 0) throw new SidanError('NOTHING_TO_REDEEM');
  const id = sidan.newId();
  const key = `redeem:${idOf(order)}:${server.personId}`;
  const asset = (outcome.params as { asset: string }).asset;
  await q.query(sidan.write(INSERT), [
    id,
    region,
    key,
    idOf(order),
    order.get('townCode') ?? null,
    server.personId,
    server.name,
    outcome.pack,
    outcome.packVersion,
    outcome.layer,
    outcome.rule,
    amount,
    asset,
    JSON.stringify(outcome.factsSeen),
    JSON.stringify(outcome),
    command.now,
  ]);
  const reward = typeof command.data.reward === 'string' ? { reward: command.data.reward } : {};
  await sidan.ledger.post(q, {
    regionCode: region,
    entries: [
      {
        from: { ownerKind: 'person', ownerId: server.personId },
        to: SPENT,
        asset,
        amount,
        key,
        kind: 'redeem',
        at: command.now,
        decisionId: id,
        subject: { kind: 'order', id: idOf(order) },
        memo: { rule: outcome.rule, ...reward },
      },
    ],
  });
  ctx.toRedeem -= 1;
}

const STATEMENT = `
with served as (
  select a.[personId] as "personId", min(a.[checkInAt]) as since from {sidanAttendances} a
   where a.[regionCode] = $1 and a.[orderId] = $2::uuid and a.[minutes] is not null and (not $4::boolean or a.[personId] = $3::uuid)
     and not exists (select 1 from {sidanDecisions} d where d.[regionCode] = $1 and d.[key] = 'redeem:' || $2::uuid || ':' || a.[personId])
   group by a.[personId]
)
select s."personId" as "personId", p.[name] as name,
       (select json_object_agg(g.asset, g.amount) from (
          select x.[asset] as asset, sum(x.[amount])::bigint as amount from {sidanPostings} x
            join {sidanAccounts} c on c.[regionCode] = x.[regionCode] and c.[id] = x.[destinationId] and c.[ownerKind] = 'person' and c.[ownerId] = s."personId"::text
           where x.[regionCode] = $1 and x.[subjectKind] = 'order' and x.[subjectId] = $2::uuid::text and x.[kind] = 'award'
             and not exists (select 1 from {sidanPostings} r where r.[regionCode] = $1 and r.[reversesId] = x.[id]) group by 1) g) as earned
  from served s join {sidanPeople} p on p.[regionCode] = $1 and p.[id] = s."personId"
 order by s.since, s."personId" limit 1`;

const INSERT = `
  insert into {sidanDecisions} ([id], [regionCode], [kind], [key], [orderId], [townCode], [subjectKind], [subjectId], [subjectName], [pack], [packVersion], [layer],
                                [rule], [amount], [asset], [facts], [outcome], [at], [createdAt], [updatedAt])
  values ($1::uuid, $2, 'redeem', $3, $4::uuid, $5, 'volunteer', $6::uuid, $7, $8, $9, $10, $11, $12, $13, $14::jsonb, $15::jsonb, $16::timestamptz, now(), now())`;
