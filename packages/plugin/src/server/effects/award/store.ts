import { ENTRIES_MAX, type Entry } from '@sidan/ledger';
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

/** What a decision was made about: an order, or hours without one. */
export interface Ground {
  orderId: string | null;
  townCode: string | null;
  at: Date;
  /** Whether what a flag holds back is posted and then held until somebody has looked (`watch/`); else it waits unposted. */
  isLookedAt: boolean;
  /** What the postings are about. */
  subject: { kind: string; id: string };
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

/** Keeps the decisions of one moment and posts them. */
export async function storeFor(
  sidan: Pick<Sidan, 'write' | 'ledger'>,
  q: Connection,
  { regionCode, orderId, townCode, about }: Where,
  made: readonly Made[],
  at: Date,
): Promise<void> {
  const ground: Ground = { orderId, townCode, at, isLookedAt: true, subject: about };
  await keepDecisions(
    sidan,
    q,
    regionCode,
    made.map((one) => ({ ...one, ground })),
  );
}

/**
 * Keeps decisions, each once by its key, and posts those that are new. Nothing to post is a decision all the same: it says why there were no points.
 * @returns how many were new, and how many postings they made
 */
export async function keepDecisions(
  sidan: Pick<Sidan, 'write' | 'ledger'>,
  q: Connection,
  regionCode: string,
  made: readonly (Made & { ground: Ground })[],
): Promise<{ decisions: number; postings: number }> {
  if (!made.length) return { decisions: 0, postings: 0 };
  const { rows } = await q.query<{ id: string }>(sidan.write(INSERT), [regionCode, JSON.stringify(made.map(rowOf))]);
  const fresh = new Set(rows.map(({ id }) => id));
  const entries = made.filter(({ id }) => fresh.has(id)).flatMap(entriesOf);
  for (let from = 0; from < entries.length; from += ENTRIES_MAX)
    await sidan.ledger.post(q, { regionCode, entries: entries.slice(from, from + ENTRIES_MAX) });
  return { decisions: fresh.size, postings: entries.length };
}

const rowOf = ({ id, key, subject, outcome, settled, ground }: Made & { ground: Ground }) => ({
  id,
  key,
  orderId: ground.orderId,
  townCode: ground.townCode,
  at: ground.at,
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
export function entriesOf({ id, key, subject, outcome, settled, ground }: Made & { ground: Ground }): Entry[] {
  if (!settled || (settled.heldBy.length && !(ground.isLookedAt && subject.kind === 'volunteer'))) return [];
  const { measure, amount, expires, redeemableFrom, overflow } = settled;
  const from = { ownerKind: 'system', ownerId: 'issue' } as const;
  const holder = { ownerKind: subject.ownerKind, ownerId: subject.ownerId };
  const origin = subject.facts['attendance.origin'];
  const memo = { rule: outcome.rule, ...(origin ? { origin } : {}) };
  const common = { from, at: ground.at, decisionId: id, subject: ground.subject };
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
  select d.id, $1, d.kind, d.key, d."orderId", d."townCode", d."subjectKind", d."subjectId", d."subjectName", d.pack, d."packVersion", d.layer,
         d.rule, d.amount, d.asset, d.facts, d.outcome, d.at, now(), now()
    from jsonb_to_recordset($2::jsonb) as d(id uuid, key text, kind text, "orderId" uuid, "townCode" text, at timestamptz, "subjectKind" text, "subjectId" uuid, "subjectName" text, pack text, "packVersion" text, layer text,
                                            rule text, amount bigint, asset text, facts jsonb, outcome jsonb)
  on conflict ([regionCode], [key]) do nothing
  returning [id] as id`;
