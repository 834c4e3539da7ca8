import { type AccountKey } from '@sidan/ledger';
import type { AccountLine, AccountPage, AccountState, AccountTermsHistory } from '../../api/types';
import { SidanError } from '../errors';
import { isId } from '../ids';
import { measuresOf, type Measure } from '../reads/measures';
import { ownerNameSql, ownersNamedSql, patternOf } from '../reads/owners';
import { rowsOf, type Reader } from '../reads/reader';
import { isByRule } from '../spending/loan';
import { transact } from '../transaction';
import { checkKeeper, counties, mayKeep } from './asked';
import { tellOwner } from './tell';

const PAGE = 20;
const WORDS_MAX = 60;
const REASON_MAX = 300;
/** A debt that nobody would call a bridge any more. */
const FLOOR_UNITS = 100_000;
const STATES = ['open', 'frozen', 'refusing'] as const;
/** Who may owe something for a while. */
const OVERDRAWN: ReadonlySet<string> = new Set(['person', 'household', 'team', 'fund']);

interface Row {
  id: string;
  ownerKind: AccountKey['ownerKind'];
  ownerId: string;
  owner: string | null;
  phone: string | null;
  asset: string;
  balance: number;
  status: AccountState;
  floor: number | null;
}

const keyOf = (regionCode: string, { ownerKind, ownerId, asset }: Row): AccountKey => ({
  regionCode,
  ownerKind,
  ownerId,
  asset,
});

/**
 * 账户管理: accounts by their owners' names; without words those that are frozen, take nothing in or may go below zero.
 * @throws NOT_ALLOWED, NO_COUNTY
 */
export async function accountsIn(
  reader: Reader,
  regionCode: string,
  { search, after }: { search?: unknown; after?: unknown },
): Promise<AccountPage> {
  const { actor, sidan, q } = reader;
  const known = await counties(reader, regionCode);
  const words = typeof search === 'string' ? search.trim().slice(0, WORDS_MAX) : '';
  const params = [regionCode, isId(after) ? after : null, PAGE + 1, ...(words ? [patternOf(words)] : [])];
  const rows = await rowsOf<Row>(reader, words ? FOUND : UNUSUAL, params);
  const measures = await measuresOf(reader, regionCode);
  const shown = rows.slice(0, PAGE);
  const lines = shown.map(async (row) => {
    const [last] = await sidan.ledger.terms(q, keyOf(regionCode, row));
    return { ...lineOf(row, measures(row.asset)), ...(last ? { reason: last.reason } : {}) };
  });
  return {
    regionCode,
    counties: known,
    maySet: mayKeep(actor, regionCode),
    rows: await Promise.all(lines),
    ...(rows.length > PAGE ? { next: shown.at(-1)!.id } : {}),
  };
}

const lineOf = (
  { id, ownerKind, owner, phone, asset, balance, status, floor }: Row,
  { name, unit, inUnits }: Measure,
): AccountLine => ({
  id,
  ownerKind,
  owner: owner ?? '',
  ...(phone ? { phone } : {}),
  asset,
  assetName: name,
  unit,
  balance: inUnits(balance),
  status,
  floor: inUnits(floor ?? 0),
  mayOverdraw: OVERDRAWN.has(ownerKind),
});

/** @throws NOT_ALLOWED, NO_COUNTY, NOT_FOUND */
export async function termsOf(reader: Reader, regionCode: string, id: string): Promise<AccountTermsHistory> {
  await counties(reader, regionCode);
  const row = await accountOf(reader, regionCode, id);
  const { inUnits } = (await measuresOf(reader, regionCode))(row.asset);
  const terms = await reader.sidan.ledger.terms(reader.q, keyOf(regionCode, row));
  const users = await rowsOf<{ id: string; name: string }>(
    reader,
    `select u.id::text as id, coalesce(nullif(u.nickname, ''), u.username) as name from {users} u where u.id = any($1::bigint[])`,
    [[...new Set(terms.flatMap(({ byId }) => (byId && /^\d+$/.test(byId) ? [byId] : [])))]],
  );
  return {
    rows: terms.map(({ id: entry, at, byId, status, minBalance, reason }) => ({
      id: entry,
      at: at.toISOString(),
      by: isByRule(byId) ? reader.say('api.bank.byRule') : (users.find((user) => user.id === byId)?.name ?? ''),
      status,
      floor: inUnits(minBalance ?? 0),
      reason,
    })),
  };
}

/**
 * 冻结、解冻、停止入账、透支额度: other terms for an account, with the reason, which its owner is told. Kept for ever, with who set them.
 * @throws NOT_ALLOWED, NO_COUNTY, NOT_FOUND, INVALID_DATA, INSUFFICIENT (it is below that already)
 */
export async function setAccountTerms(
  reader: Reader,
  regionCode: string,
  id: string,
  { status, floor, reason }: Record<string, unknown>,
): Promise<void> {
  const { sidan, actor } = reader;
  checkKeeper(actor, regionCode);
  await counties(reader, regionCode);
  const row = await accountOf(reader, regionCode, id);
  const measure = (await measuresOf(reader, regionCode))(row.asset);
  // What a whole number of the book is in the asset's own unit, the other way round.
  const asked = floor === undefined ? (row.floor ?? 0) : Math.round(Number(floor) / measure.inUnits(1));
  const words = typeof reason === 'string' ? reason.trim() : '';
  const lowest = OVERDRAWN.has(row.ownerKind) ? -FLOOR_UNITS : 0;
  const problems = [
    ...(STATES.some((state) => state === status) ? [] : [{ field: 'status', code: 'CHOICE' }]),
    ...(Number.isSafeInteger(asked) && asked <= 0 && measure.inUnits(asked) >= lowest
      ? []
      : [{ field: 'floor', code: 'RANGE', min: lowest, max: 0 }]),
    ...(!words
      ? [{ field: 'reason', code: 'REQUIRED' }]
      : words.length > REASON_MAX
        ? [{ field: 'reason', code: 'TOO_LONG', max: REASON_MAX }]
        : []),
  ];
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  await transact(sidan.db, async (q) => {
    const at = sidan.clock();
    await sidan.ledger.setTerms(q, {
      account: keyOf(regionCode, row),
      status: status as AccountState,
      minBalance: asked,
      reason: words,
      byId: actor.userId === undefined ? null : String(actor.userId),
      at,
    });
    if (row.ownerKind === 'person' && (status !== row.status || asked !== (row.floor ?? 0)))
      await tellOwner(sidan, q, {
        regionCode,
        personId: row.ownerId,
        as:
          status === row.status
            ? 'accountFloor'
            : (`account${status === 'open' ? 'Open' : status === 'frozen' ? 'Frozen' : 'Refusing'}` as const),
        title: measure.name,
        reason: words,
        now: at,
      });
  });
  sidan.wake();
}

async function accountOf(reader: Reader, regionCode: string, id: string): Promise<Row> {
  const [row] = isId(id) ? await rowsOf<Row>(reader, ONE, [regionCode, id]) : [];
  if (!row) throw new SidanError('NOT_FOUND');
  return row;
}

const SELECT = `
select a.[id] as id, a.[ownerKind] as "ownerKind", a.[ownerId] as "ownerId", ${ownerNameSql('$1', 'a.[ownerKind]', 'a.[ownerId]')} as owner,
       case when a.[ownerKind] = 'person' and length(a.[ownerId]) = 36 then (select n.[phone] from {sidanPeople} n where n.[regionCode] = $1 and n.[id] = a.[ownerId]::uuid) end as phone,
       a.[asset] as asset, a.[balance]::float8 as balance, a.[status] as status, a.[minBalance]::float8 as floor
  from {sidanAccounts} a where a.[regionCode] = $1 and a.[createdAt] is not null and a.[kept] and a.[ownerKind] not in ('system', 'hold')`;

const LIST = (found: string) =>
  `${SELECT} and a.[id] > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000') and ${found} order by a.[id] limit $3`;

const UNUSUAL = LIST(`(a.[status] <> 'open' or a.[minBalance] <> 0)`);
const FOUND = LIST(
  `(a.[ownerKind], a.[ownerId]) in (select f.kind, f.owner from (${ownersNamedSql('$1', '$4::text')}) f)`,
);
const ONE = `${SELECT} and a.[id] = $2::uuid`;
