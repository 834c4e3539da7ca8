import { SidanError } from '../errors';
import { idOf, inRegion, type StepContext } from '../commands/command';
import { keepDecision } from '../spending/decision';
import { pricesOf, type Asked, type Wanted } from '../spending/price';
import { refusedByRule } from '../spending/refused';
import { inTurn } from '../spending/turn';

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
 * @throws NOTHING_TO_REDEEM, REDEEM_REFUSED, RULES_BROKEN, what the ledger refuses (INSUFFICIENT)
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
  const points = server.earned?.points ?? 0;
  const key = `redeem:${idOf(order)}:${server.personId}`;
  const townCode = order.get('townCode') as string | null;
  const asked: Asked = {
    regionCode: region,
    place: String(order.get('areaCode') ?? townCode ?? region),
    at: command.now,
    order: {
      id: idOf(order),
      teamId: order.get('teamId') as string | null,
      siteId: order.get('siteId') as string | null,
      facts: { item, channel: order.get('channel') as string | null, emergency: Boolean(order.get('emergencyId')) },
    },
  };
  // For which goods is said in words; they cost what the order gave.
  const wanted: Wanted = {
    purpose: 'goods',
    kind: 'goods',
    quantity: 1,
    price: points,
    more: { 'redemption.yuan': points },
  };
  const owner = { ownerKind: 'person', ownerId: server.personId } as const;
  await inTurn(sidan, q, region, owner);
  const spender = { personId: server.personId, townCode, isVolunteer: true };
  const [priced] = await pricesOf(sidan, q, asked, spender, [wanted]);
  if (!priced || priced.redemption.cost <= 0) throw new SidanError('NOTHING_TO_REDEEM');
  if (!priced.redemption.allowed) throw await refusedByRule(sidan, q, region, priced);
  const { cost: amount, asset, rule } = priced.redemption;
  const person = { id: server.personId, name: server.name, isVolunteer: true };
  const decisionId = await keepDecision(
    sidan,
    q,
    { regionCode: region, key, orderId: idOf(order), townCode, person, at: command.now },
    priced,
  );
  const reward = typeof command.data.reward === 'string' ? { reward: command.data.reward } : {};
  await sidan.ledger.post(q, {
    regionCode: region,
    entries: [
      {
        from: owner,
        to: SPENT,
        asset,
        amount,
        key,
        kind: 'redeem',
        at: command.now,
        decisionId,
        subject: { kind: 'order', id: idOf(order) },
        memo: { rule, ...reward },
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
