import type { StatementLine } from '@sidan/ledger';
import type { Wallet } from '../../api/types';
import type { StoredOutcome, Words } from '../packs/words';
import { iso, rowsOf, type Reader } from './reader';

export const POINTS = 'points';

/** How an asset is counted now in the county. */
export async function measureOf({ sidan, q }: Reader, regionCode: string, asset: string) {
  const { ruleSet } = await sidan.packs.inForce.rules(q, regionCode, sidan.clock());
  const { unit = 'point', scale = 0 } = ruleSet.catalogue.assets.get(asset) ?? {};
  return { unit, scale };
}

interface Known {
  decisions: { id: string; pack: string; packVersion: string; rule: string; outcome: StoredOutcome }[] | null;
  orders: { id: string; orderNo: string; title: string }[] | null;
}

/** Entries of an account in words: what each was, why it was so much, and which order it was about. */
export async function entriesOf(
  reader: Reader,
  regionCode: string,
  found: readonly StatementLine[],
  measure: { unit: string; scale: number },
): Promise<{ words: Words; entries: Wallet['entries'] }> {
  const { sidan, q, lang, say } = reader;
  const lines = found.map((line) => (isReleased(line) ? { ...line, kind: 'release' } : line));
  const [row] = await rowsOf<{ found: Known }>(
    reader,
    `select json_build_object(
       'decisions', (select json_agg(json_build_object('id', d.[id], 'pack', d.[pack], 'packVersion', d.[packVersion], 'rule', d.[rule], 'outcome', d.[outcome])) from {sidanDecisions} d
                      where d.[regionCode] = $1 and d.[id] = any($2::uuid[])),
       'orders', (select json_agg(json_build_object('id', o.[id], 'orderNo', o.[orderNo], 'title', o.[title])) from {sidanOrders} o
                   where o.[regionCode] = $1 and o.[id] = any($3::uuid[]))) as found`,
    [
      regionCode,
      lines.flatMap((line) => line.decisionId ?? []),
      lines.flatMap((line) => (line.subject?.kind === 'order' ? line.subject.id : [])),
    ],
  );
  const words = await sidan.packs.words(q, lang, regionCode, row!.found.decisions ?? []);
  const decisions = new Map((row!.found.decisions ?? []).map((decision) => [decision.id, decision]));
  const orders = new Map((row!.found.orders ?? []).map((order) => [order.id, order]));
  const inUnits = (amount: number) => words.amount(amount, measure).amount;
  const entries = lines.map((line) => {
    const decision = line.decisionId ? decisions.get(line.decisionId) : undefined;
    const order = line.subject ? orders.get(line.subject.id) : undefined;
    return {
      id: line.id,
      at: iso(line.at)!,
      amount: inUnits(line.change),
      balance: inUnits(line.balance),
      title:
        decision && !isReserved(line) && !isGiven(line) && !isBack(line)
          ? words.title(decision.pack, decision.rule)
          : say(`api.posting.${isGiven(line) ? `given.${line.kind}` : kindOf(line)}`),
      // Why somebody could give it is theirs to know.
      sentence: decision && !isGiven(line) && !isBack(line) ? words.sentence(decision.outcome) : '',
      orderId: order?.id,
      orderNo: order?.orderNo,
    };
  });
  return { words, entries };
}

const GIFTS: ReadonlySet<string> = new Set(['transfer', 'donate', 'exchange']);

/** A hold that is released is reversed: to people it is no correction. */
const isReleased = ({ kind, other }: Pick<StatementLine, 'kind' | 'other'>): boolean =>
  kind === 'reverse' && other.ownerKind === 'hold';

/** What was set aside, or spent, and has come back: why it cost so much is said where it went. */
const isBack = ({ kind }: Pick<StatementLine, 'kind'>): boolean => kind === 'release' || kind === 'refund';

/** What came from somebody else, or out of another asset. */
const isGiven = ({ kind, change }: Pick<StatementLine, 'kind' | 'change'>): boolean => GIFTS.has(kind) && change > 0;

/** What is held because hours are looked at is told from what is set aside for a redemption. */
const kindOf = ({ subject, change, kind }: Pick<StatementLine, 'subject' | 'change' | 'kind'>): string =>
  subject?.kind === 'finding'
    ? change < 0
      ? 'questioned'
      : 'answered'
    : isReserved({ subject, kind })
      ? change < 0
        ? 'reserved'
        : 'unreserved'
      : kind;

/** What an order that is paid sets aside, or gives back of it. */
const isReserved = ({ subject, kind }: Pick<StatementLine, 'subject' | 'kind'>): boolean =>
  subject?.kind === 'order' && (kind === 'hold' || kind === 'release');
