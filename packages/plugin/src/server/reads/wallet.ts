import type { Wallet } from '../../api/types';
import type { StoredOutcome } from '../packs/words';
import { iso, rowsOf, type Reader } from './reader';

const ASSET = 'points';
const LINES = 100;

interface Known {
  decisions: { id: string; pack: string; packVersion: string; rule: string; outcome: StoredOutcome }[] | null;
  orders: { id: string; orderNo: string; title: string }[] | null;
  held: number;
}

/** 我的积分：balance and newest entries, each with the sentence of the decision that it rests on. Every county in which the reader has an account counts. */
export async function myWallet(reader: Reader, regionCode: string): Promise<Wallet> {
  const { sidan, q, actor, lang, say } = reader;
  if (!actor.personId) return { balance: 0, unit: say(`rules.asset.${ASSET}`), entries: [] };
  const account = { regionCode, ownerKind: 'person' as const, ownerId: actor.personId, asset: ASSET };
  const { balance, lines } = await sidan.ledger.statement(q, account, { limit: LINES });
  const [row] = await rowsOf<{ found: Known }>(
    reader,
    `select json_build_object(
       'decisions', (select json_agg(json_build_object('id', d.[id], 'pack', d.[pack], 'packVersion', d.[packVersion], 'rule', d.[rule], 'outcome', d.[outcome])) from {sidanDecisions} d
                      where d.[regionCode] = $1 and d.[id] = any($2::uuid[])),
       'held', (select coalesce(sum(r.[price]), 0) from {sidanRedemptions} r where r.[regionCode] = $1 and r.[personId] = $4::uuid and r.[asset] = $5 and r.[state] in ('reviewing', 'ready')),
       'orders', (select json_agg(json_build_object('id', o.[id], 'orderNo', o.[orderNo], 'title', o.[title])) from {sidanOrders} o
                   where o.[regionCode] = $1 and o.[id] = any($3::uuid[]))) as found`,
    [
      regionCode,
      lines.flatMap((line) => line.decisionId ?? []),
      lines.flatMap((line) => (line.subject?.kind === 'order' ? line.subject.id : [])),
      actor.personId,
      ASSET,
    ],
  );
  const words = await sidan.packs.words(q, lang, regionCode, row!.found.decisions ?? []);
  const decisions = new Map((row!.found.decisions ?? []).map((decision) => [decision.id, decision]));
  const orders = new Map((row!.found.orders ?? []).map((order) => [order.id, order]));
  return {
    balance,
    held: Number(row!.found.held),
    unit: say(`rules.asset.${ASSET}`),
    entries: lines.map((line) => {
      const decision = line.decisionId ? decisions.get(line.decisionId) : undefined;
      const order = line.subject ? orders.get(line.subject.id) : undefined;
      return {
        id: line.id,
        at: iso(line.at)!,
        amount: line.change,
        balance: line.balance,
        title: decision ? words.title(decision.pack, decision.rule) : say(`api.posting.${line.kind}`),
        sentence: decision ? words.sentence(decision.outcome) : '',
        orderId: order?.id,
        orderNo: order?.orderNo,
      };
    }),
  };
}
