import type { Entry } from '@sidan/ledger';
import type { Outcome } from '@sidan/rules';
import { idOf, inRegion, type StepContext } from '../../commands/command';
import type { Settled } from '../../packs/evaluate';
import { endOf, startOf } from '../../packs/regions';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import type { Subject } from './subjects';

/** A decision to be kept, and what of it is to be posted. */
export interface Made {
  id: string;
  key: string;
  subject: Subject;
  outcome: Outcome;
  settled?: Settled;
}

/** Where it was decided, and what about. */
export interface Where {
  regionCode: string;
  /** None of what is about no order. */
  orderId: string | null;
  townCode: string | null;
  /** What the postings are about. */
  about: { kind: string; id: string };
}

/** `storeFor` of an order's step. */
export const store = ({ sidan, q, order }: StepContext, made: readonly Made[], at: Date): Promise<void> =>
  storeFor(
    sidan,
    q,
    {
      regionCode: inRegion(order),
      orderId: idOf(order),
      townCode: (order.get('townCode') as string | null) ?? null,
      about: { kind: 'order', id: idOf(order) },
    },
    made,
    at,
  );

/** Keeps decisions, each once by its key, and posts those that are new. Nothing to post is a decision all the same: it says why there were no points. */
export async function storeFor(
  sidan: Sidan,
  q: Connection,
  { regionCode, orderId, townCode, about }: Where,
  made: readonly Made[],
  at: Date,
): Promise<void> {
  if (!made.length) return;
  const rowsMade = JSON.stringify(made.map(rowOf));
  const { rows } = await q.query<{ id: string }>(sidan.write(INSERT), [regionCode, orderId, townCode, at, rowsMade]);
  const fresh = new Set(rows.map(({ id }) => id));
  const entries = made.filter(({ id }) => fresh.has(id)).flatMap((one) => entriesOf(one, about, at));
  if (entries.length) await sidan.ledger.post(q, { regionCode, entries });
}

const rowOf = ({ id, key, subject, outcome, settled }: Made) => ({
  id,
  key,
  kind: outcome.kind,
  subjectKind: subject.kind,
  subjectId: subject.ownerId,
  subjectName: subject.name,
  pack: outcome.pack,
  packVersion: outcome.packVersion,
  layer: outcome.layer,
  rule: outcome.rule,
  // Points of scorecards and weights have decimals; they stand in the outcome.
  amount: settled ? settled.amount : Number.isSafeInteger(outcome.amount) ? outcome.amount : null,
  asset: settled ? settled.measure.asset : null,
  facts: outcome.factsSeen,
  outcome: settled ? { ...outcome, settled } : outcome,
});

/**
 * What leaves the county's issuing account: the award as far as limits let it, and what they send elsewhere. What a flag holds back of a volunteer's is posted and then held,
 * until somebody has looked (`watch/`); of others nobody looks, and it waits unposted.
 */
function entriesOf({ id, key, subject, outcome, settled }: Made, about: Where['about'], at: Date): Entry[] {
  if (!settled || (settled.heldBy.length && subject.kind !== 'volunteer')) return [];
  const { measure, amount, expires, redeemableFrom, overflow } = settled;
  const from = { ownerKind: 'system', ownerId: 'issue' } as const;
  const holder = { ownerKind: subject.ownerKind, ownerId: subject.ownerId };
  const origin = subject.facts['attendance.origin'];
  const memo = { rule: outcome.rule, ...(origin ? { origin } : {}) };
  const common = { from, at, decisionId: id, subject: about };
  const lives = { ...(expires ? { expires } : {}), ...(redeemableFrom ? { redeemableFrom } : {}) };
  // The lot that it makes: spent on the last day still, and from the first day on.
  const lot = {
    origin: typeof origin === 'string' ? origin : null,
    expiresAt: expires ? endOf(expires) : null,
    spendableFrom: redeemableFrom ? startOf(redeemableFrom) : null,
  };
  const own: Entry[] =
    amount > 0
      ? [
          {
            ...common,
            to: holder,
            asset: measure.asset,
            amount,
            key,
            kind: 'award',
            memo: { ...memo, ...lives },
            ...lot,
          },
        ]
      : [];
  const rest = overflow.flatMap((over): Entry[] => {
    const posted = { ...common, key: `${key}:${over.limit}`, memo: { ...memo, limit: over.limit } };
    if (over.do === 'donate' && over.amount > 0)
      return [
        {
          ...posted,
          kind: 'donate',
          asset: over.asset,
          amount: over.amount,
          to: { ownerKind: 'fund', ownerId: over.fund! },
        },
      ];
    if (over.do !== 'move') return [];
    const into = over.into ?? { asset: over.asset, amount: over.amount };
    const ownerId = over.account ? `${holder.ownerId}/${over.account}` : holder.ownerId;
    return into.amount > 0 ? [{ ...posted, kind: 'move', ...into, to: { ...holder, ownerId }, ...lot }] : [];
  });
  return [...own, ...rest];
}

const INSERT = `
  insert into {sidanDecisions} ([id], [regionCode], [kind], [key], [orderId], [townCode], [subjectKind], [subjectId], [subjectName], [pack], [packVersion], [layer],
                                [rule], [amount], [asset], [facts], [outcome], [at], [createdAt], [updatedAt])
  select d.id, $1, d.kind, d.key, $2::uuid, $3, d."subjectKind", d."subjectId", d."subjectName", d.pack, d."packVersion", d.layer,
         d.rule, d.amount, d.asset, d.facts, d.outcome, $4::timestamptz, now(), now()
    from jsonb_to_recordset($5::jsonb) as d(id uuid, key text, kind text, "subjectKind" text, "subjectId" uuid, "subjectName" text, pack text, "packVersion" text, layer text,
                                            rule text, amount bigint, asset text, facts jsonb, outcome jsonb)
  on conflict ([regionCode], [key]) do nothing
  returning [id] as id`;
