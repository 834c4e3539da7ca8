import { type AccountKey, holdOf, type Lot, type StatementLine } from '@sidan/ledger';
import type { Wallet } from '../../api/types';
import { dayOf, lastDayBefore } from '../packs/regions';
import type { StoredOutcome, Words } from '../packs/words';
import { householdOf, type Holder } from '../spending/holder';
import { iso, rowsOf, type Reader } from './reader';

const POINTS = 'points';
const LINES = 50;
/** So many lots are looked at; nearly everybody has fewer. */
const LOTS_MAX = 1000;

interface Known {
  decisions: { id: string; pack: string; packVersion: string; rule: string; outcome: StoredOutcome }[] | null;
  orders: { id: string; orderNo: string; title: string }[] | null;
}

/** Of a household's accounts the names begin so: `household/civility`. */
const TOGETHER = 'household/';

/** 我的资产：those of which the reader has an account, points first, then those of their household. */
function assetsOf({ say }: Reader, words: Words, accounts: readonly Account[]): Wallet['assets'] {
  const own = accounts.flatMap(({ asset, together }) => (together ? [] : [asset]));
  const shared = accounts.flatMap(({ asset, together }) => (together ? [asset] : []));
  return [
    ...[...new Set([POINTS, ...own])].map((asset) => ({ asset, name: words.asset(asset) })),
    ...shared.map((asset) => ({
      asset: `${TOGETHER}${asset}`,
      name: say('api.wallet.household', { asset: words.asset(asset) }),
    })),
  ];
}

interface Account {
  asset: string;
  together: boolean;
}

/** The accounts of the reader and of their household, and which that is. */
async function accountsOf({ sidan, q, actor }: Reader, regionCode: string) {
  const { rows } = await q.query<{ household: { id: string } | null; accounts: Account[] | null }>(
    sidan.write(`
      with home as (select ${householdOf('$1', '$2::uuid')} as household)
      select home.household as household,
             (select json_agg(json_build_object('asset', a.[asset], 'together', a.[ownerKind] = 'household') order by a.[asset] <> '${POINTS}', a.[asset])
                from {sidanAccounts} a where a.[regionCode] = $1
                 and ((a.[ownerKind] = 'person' and a.[ownerId] = $2::text) or (a.[ownerKind] = 'household' and a.[ownerId] = home.household ->> 'id'))) as accounts
        from home`),
    [regionCode, actor.personId],
  );
  return { householdId: rows[0]?.household?.id, accounts: rows[0]?.accounts ?? [] };
}

/** How an asset is counted now in the county. */
async function measureOf({ sidan, q }: Reader, regionCode: string, asset: string) {
  const { ruleSet } = await sidan.packs.inForce.rules(q, regionCode, sidan.clock());
  const { unit = 'point', scale = 0 } = ruleSet.catalogue.assets.get(asset) ?? {};
  return { unit, scale };
}

/** 我的积分、时间币，以及家庭的: balance, what is held and what goes when, and one page of entries, each with the sentence of the decision that it rests on. */
export async function myWallet(reader: Reader, regionCode: string, before?: string, which = POINTS): Promise<Wallet> {
  const { sidan, q, actor, lang, say } = reader;
  const none = {
    asset: which,
    assets: [],
    balance: 0,
    unit: say(`rules.asset.${POINTS}`),
    held: 0,
    parts: [],
    entries: [],
  };
  if (!actor.personId) return none;
  const { householdId, accounts } = await accountsOf(reader, regionCode);
  const together = which.startsWith(TOGETHER) && householdId;
  const asset = together ? which.slice(TOGETHER.length) : which;
  const owner: Holder = together
    ? { ownerKind: 'household', ownerId: householdId }
    : { ownerKind: 'person', ownerId: actor.personId };
  const account = { regionCode, ...owner, asset };
  const measure = await measureOf(reader, regionCode, asset);
  const { balance, next, ...page } = await sidan.ledger.statement(q, account, { limit: LINES, before });
  const lines = page.lines.map((line) => (isReleased(line) ? { ...line, kind: 'release' } : line));
  const held = await sidan.ledger.balance(q, { ...account, ...holdOf(account) });
  const terms = await termsNow(reader, account);
  const parts = partsOf(await sidan.ledger.lots(q, account, { limit: LOTS_MAX }), sidan.clock());
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
  return {
    asset: which,
    assets: assetsOf(reader, words, accounts),
    balance: inUnits(balance),
    unit: asset === POINTS ? none.unit : words.amount(0, measure).unit,
    held: inUnits(held),
    ...(terms ? { terms: { ...terms, floor: inUnits(terms.floor) } } : {}),
    parts: parts.map((part) => ({ ...part, amount: inUnits(part.amount) })),
    ...(next ? { next } : {}),
    entries: lines.map((line) => {
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
    }),
  };
}

/** The terms of an account where they are not the usual ones, with the reason that the county gave. */
async function termsNow({ sidan, q }: Reader, account: AccountKey) {
  const [last] = await sidan.ledger.terms(q, account);
  if (!last || (last.status === 'open' && !last.minBalance)) return undefined;
  return { status: last.status, floor: last.minBalance ?? 0, reason: last.reason, at: iso(last.at)! };
}

/** Lots that go, or may be spent, on the same day are one part. */
function partsOf(lots: readonly Lot[], now: Date): Wallet['parts'] {
  const parts = new Map<string, Wallet['parts'][number]>();
  for (const { remaining, expiresAt, spendableFrom } of lots) {
    const lastDay = expiresAt ? lastDayBefore(expiresAt) : undefined;
    const fromDay = spendableFrom && spendableFrom > now ? dayOf(spendableFrom) : undefined;
    if (!lastDay && !fromDay) continue;
    const name = `${lastDay}/${fromDay}`;
    const part = parts.get(name);
    if (part) part.amount += remaining;
    else parts.set(name, { amount: remaining, ...(lastDay ? { lastDay } : {}), ...(fromDay ? { fromDay } : {}) });
  }
  return [...parts.values()];
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
