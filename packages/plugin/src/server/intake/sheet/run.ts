import { randomUUID } from 'node:crypto';
import type { Application } from '@nocobase/server';
import { actorOfUser, SYSTEM, type Actor } from '../../access/actor';
import { placeOrder } from '../../commands/place';
import { isSidanError } from '../../errors';
import type { Sidan } from '../../sidan';
import { connectionOf } from '../../sql';
import { personTold } from '../requester';
import { endSheet } from './end';
import { sheetForm, type SheetForm } from './form';
import type { CellFault } from './limits';
import { checkRow, type GoodRow, type RowProblem } from './row';
import type { StoredCells, StoredColumns } from './store';

/** After so long others have their turn, and a process that is told to stop need not wait longer. */
const SLICE_MS = 2000;
const PORTION = 40;
/** At once: a placing waits for the database most of the time. */
const ABREAST = 4;
const HELD_SECONDS = 20;
const ATTEMPTS_MAX = 5;

const HOLDER = randomUUID();

interface Running {
  id: string;
  regionCode: string;
  userId: number | null;
  unbound: boolean;
  uploadedBy: string;
  columns: StoredColumns;
}

interface Row {
  id: string;
  rowNo: number;
  cells: string;
  attempts: number;
}

/**
 * Works on sheets, oldest first, for a short while. Each row is one order in one transaction with the row's own end, under a key made of its content: a server
 * that dies goes on where it was, and two that work on one sheet place nothing twice.
 * @returns whether there is more to do
 */
export async function workOnSheets(
  app: Application,
  sidan: Sidan,
  onError: (error: unknown) => void,
): Promise<boolean> {
  const until = Date.now() + SLICE_MS;
  for (;;) {
    const sheet = await take(sidan);
    if (!sheet) return false;
    const form = await sheetForm(app, sidan, sheet.regionCode, 'zh-CN');
    const actor = await clerkOf(sidan, sheet);
    for (;;) {
      const rows = await pending(sidan, sheet);
      if (!rows.length) break;
      await abreast(rows, (row) => workOnRow(sidan, sheet, row, { form, actor, onError }));
      if (Date.now() > until) {
        await hold(sidan, sheet, 0);
        return true;
      }
      if (!(await hold(sidan, sheet, HELD_SECONDS))) break;
    }
    await endSheet(sidan, sheet, 'done');
    sidan.wake();
  }
}

/** Times of the database's own clock: processes need not agree on one. */
async function take(sidan: Sidan): Promise<Running | undefined> {
  const { rows } = await connectionOf(sidan.db).query<Running>(
    sidan.write(`
      update {sidanImports} set [holder] = $1, [heldUntil] = now() + interval '${HELD_SECONDS} seconds'
       where [id] = (select [id] from {sidanImports} where [state] = 'running' and ([heldUntil] is null or [heldUntil] < now() or [holder] = $1)
                      order by [uploadedAt], [id] limit 1 for update skip locked)
      returning [id] as id, [regionCode] as "regionCode", [userId]::int as "userId", [unbound] as unbound, [uploadedBy] as "uploadedBy", [columns] as columns`),
    [HOLDER],
  );
  return rows[0];
}

/** False when the sheet is another's by now, or was stopped. */
async function hold(sidan: Sidan, { id, regionCode }: Running, seconds: number): Promise<boolean> {
  const { count } = await connectionOf(sidan.db).query(
    sidan.write(`update {sidanImports} set [heldUntil] = now() + $4::int * interval '1 second'
                  where [regionCode] = $1 and [id] = $2::uuid and [holder] = $3 and [state] = 'running'`),
    [regionCode, id, HOLDER, seconds],
  );
  return count > 0;
}

const pending = async (sidan: Sidan, { id, regionCode }: Running): Promise<Row[]> =>
  (
    await connectionOf(sidan.db).query<Row>(
      sidan.write(`select [id] as id, [rowNo]::int as "rowNo", [cells] as cells, [attempts]::int as attempts from {sidanImportRows}
                    where [regionCode] = $1 and [importId] = $2::uuid and [state] = 'pending' order by [rowNo] limit ${PORTION}`),
      [regionCode, id],
    )
  ).rows;

async function abreast<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: ABREAST }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}

/** Who sent it, with what they hold now: an office given up meanwhile places nothing more. */
const clerkOf = (sidan: Sidan, { userId, unbound, uploadedBy }: Running): Promise<Actor> =>
  userId === null
    ? Promise.resolve({ ...SYSTEM, name: uploadedBy })
    : actorOfUser(connectionOf(sidan.db), sidan.write, { id: userId, name: uploadedBy, unbound }, sidan.clock());

interface Around {
  form: SheetForm;
  actor: Actor;
  onError(error: unknown): void;
}

async function workOnRow(sidan: Sidan, sheet: Running, row: Row, { form, actor, onError }: Around): Promise<void> {
  const { cells, faults = {} } = JSON.parse(sidan.vault.open(row.cells)) as StoredCells;
  const named: Record<string, string> = {};
  const wrong: Record<string, CellFault> = {};
  for (const [i, name] of sheet.columns.names.entries()) {
    if (!name) continue;
    if (cells[i]) named[name] = cells[i];
    if (faults[i]) wrong[name] = faults[i] as CellFault;
  }
  const checked = checkRow(named, wrong, form);
  if ('problems' in checked) return end(sidan, sheet, row, { state: 'faulty', problems: checked.problems });
  try {
    await placeRow(sidan, sheet, row, form, actor, checked.good);
  } catch (error) {
    if (!isSidanError(error)) onError(error);
    await refused(sidan, sheet, row, error);
  }
}

async function placeRow(
  sidan: Sidan,
  sheet: Running,
  row: Row,
  form: SheetForm,
  actor: Actor,
  good: GoodRow,
): Promise<void> {
  const now = sidan.clock();
  const key = `batch:${good.fingerprint}`;
  const consent = { via: 'paper' as const, at: now };
  const answer = await placeOrder(
    sidan,
    {
      serviceItemId: good.serviceItemId,
      values: good.values,
      channel: 'batch',
      actor,
      now,
      key,
      oneOfMany: true,
      origin: { importId: sheet.id, row: row.rowNo, consent: 'paper' },
      async people(transaction, regionCode) {
        const requester = await personTold(sidan, transaction, regionCode, good.requester, consent);
        const beneficiary =
          good.beneficiary && (await personTold(sidan, transaction, regionCode, good.beneficiary, consent));
        return { requester, ...(beneficiary ? { beneficiaryId: beneficiary.id } : {}) };
      },
      also: (transaction, line) => end(sidan, sheet, row, { state: 'placed', orderNo: line.orderNo }, transaction),
    },
    form.fields,
  );
  if (answer.replayed) await end(sidan, sheet, row, { state: 'repeated', orderNo: answer.line.orderNo });
}

/** A refusal is the row's own problem; anything else is tried again, a few times. */
async function refused(sidan: Sidan, sheet: Running, row: Row, error: unknown): Promise<void> {
  if (isSidanError(error)) {
    const { code, params } = error as unknown as { code: string; params: Record<string, unknown> };
    // The same row from another clerk's sheet.
    if (code === 'KEY_REUSED')
      return end(sidan, sheet, row, {
        state: 'repeated',
        orderNo: await placedUnder(sidan, sheet, String(params.key)),
      });
    if (code === 'INVALID_DATA')
      return end(sidan, sheet, row, { state: 'faulty', problems: params.problems as RowProblem[] });
    if (code === 'ITEM_CLOSED')
      return end(sidan, sheet, row, { state: 'faulty', problems: [{ field: 'service', code: 'CHOICE' }] });
    if (code === 'EMERGENCY_ONLY')
      return end(sidan, sheet, row, { state: 'faulty', problems: [{ field: 'service', code: 'EMERGENCY_ONLY' }] });
    if (code === 'CAPACITY_NOT_ALLOWED')
      return end(sidan, sheet, row, { state: 'faulty', problems: [{ field: 'townCode', code: 'NOT_YOURS' }] });
  }
  if (row.attempts + 1 >= ATTEMPTS_MAX)
    return end(sidan, sheet, row, { state: 'faulty', problems: [{ field: 'row', code: 'FAILED' }] });
  await connectionOf(sidan.db).query(
    sidan.write('update {sidanImportRows} set [attempts] = [attempts] + 1 where [regionCode] = $1 and [id] = $2::uuid'),
    [sheet.regionCode, row.id],
  );
}

async function placedUnder(sidan: Sidan, { regionCode }: Running, key: string): Promise<string | undefined> {
  const { rows } = await connectionOf(sidan.db).query<{ orderNo: string }>(
    sidan.write(
      `select [answer] ->> 'orderNo' as "orderNo" from {sidanRequests} where [regionCode] = $1 and [key] = $2`,
    ),
    [regionCode, key],
  );
  return rows[0]?.orderNo;
}

interface End {
  state: 'placed' | 'repeated' | 'faulty';
  orderNo?: string;
  problems?: readonly RowProblem[];
}

/** What was written in a row is kept only while somebody has to correct it. */
async function end(
  sidan: Sidan,
  { regionCode }: Running,
  row: Row,
  { state, orderNo, problems }: End,
  transaction?: Parameters<typeof connectionOf>[1],
): Promise<void> {
  await connectionOf(sidan.db, transaction).query(
    sidan.write(`
      update {sidanImportRows} set [state] = $3::text, [orderNo] = $4::text, [problems] = $5::jsonb, [cells] = case when $3::text = 'faulty' then [cells] end, [updatedAt] = now()
       where [regionCode] = $1 and [id] = $2::uuid and [state] = 'pending'`),
    [regionCode, row.id, state, orderNo ?? null, problems ? JSON.stringify(problems) : null],
  );
}
