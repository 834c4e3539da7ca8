import type { ImportLine, ImportView, Page } from '../../../api/types';
import type { Actor } from '../../access/actor';
import { SidanError } from '../../errors';
import { isId } from '../../ids';
import { iso, type Paging, type Say } from '../../reads/reader';
import type { Sidan } from '../../sidan';
import { connectionOf } from '../../sql';
import type { Column } from './columns';
import { endSheet } from './end';
import type { RowProblem } from './row';
import type { StoredCells, StoredColumns } from './store';
import { writeInThread } from './thread';

const SHOWN_MAX = 100;

interface Row {
  id: string;
  regionCode: string;
  fileName: string;
  state: ImportLine['state'];
  total: number;
  placed: number;
  repeated: number;
  faulty: number;
  uploadedBy: string;
  uploadedAt: Date;
  finishedAt: Date | null;
  columns: StoredColumns;
}

const lineOf = ({ columns, uploadedAt, finishedAt, ...row }: Row): ImportLine => ({
  ...row,
  pending: row.total - row.placed - row.repeated - row.faulty,
  ignored: columns.ignored,
  uploadedAt: iso(uploadedAt)!,
  finishedAt: iso(finishedAt),
});

/** One's own sheets; a county's administrator sees all of the county. */
const VISIBLE = '($1::boolean or [userId] = $2::bigint or [regionCode] = any($3::text[]))';
const seenBy = (actor: Actor): unknown[] => [
  actor.unbound,
  actor.userId ?? null,
  actor.scopes.filter(({ role }) => role === 'countyAdmin').map(({ code }) => code),
];

const COLUMNS = `
  i.[id] as id, i.[regionCode] as "regionCode", i.[fileName] as "fileName", i.[state] as state, i.[total]::int as total, i.[uploadedBy] as "uploadedBy",
  i.[uploadedAt] as "uploadedAt", i.[finishedAt] as "finishedAt", i.[columns] as columns, coalesce(n.placed, 0)::int as placed, coalesce(n.repeated, 0)::int as repeated,
  coalesce(n.faulty, 0)::int as faulty`;
const COUNTS = `
  left join lateral (select count(*) filter (where r.[state] = 'placed') as placed, count(*) filter (where r.[state] = 'repeated') as repeated,
                            count(*) filter (where r.[state] = 'faulty') as faulty
                       from {sidanImportRows} r where r.[regionCode] = i.[regionCode] and r.[importId] = i.[id]) n on true`;

/** Newest first. */
export async function listImports(sidan: Sidan, actor: Actor, { page, pageSize }: Paging): Promise<Page<ImportLine>> {
  const q = connectionOf(sidan.db);
  const { rows } = await q.query<Row>(
    sidan.write(`select ${COLUMNS} from (select * from {sidanImports} where ${VISIBLE} order by [uploadedAt] desc, [id] desc limit $4 offset $5) i ${COUNTS}
                  order by i.[uploadedAt] desc, i.[id] desc`),
    [...seenBy(actor), pageSize, (page - 1) * pageSize],
  );
  const { rows: counted } = await q.query<{ count: number }>(
    sidan.write(`select count(*)::int as count from {sidanImports} where ${VISIBLE}`),
    seenBy(actor),
  );
  return { rows: rows.map(lineOf), count: counted[0]!.count, page, pageSize };
}

/** @throws NOT_FOUND, also for somebody else's */
async function importRow(sidan: Sidan, actor: Actor, id: unknown): Promise<Row> {
  const { rows } = isId(id)
    ? await connectionOf(sidan.db).query<Row>(
        sidan.write(
          `select ${COLUMNS} from (select * from {sidanImports} where [id] = $4::uuid and ${VISIBLE}) i ${COUNTS}`,
        ),
        [...seenBy(actor), id],
      )
    : { rows: [] };
  if (!rows[0]) throw new SidanError('NOT_FOUND', { what: 'sidanImports' });
  return rows[0];
}

interface Faulty {
  rowNo: number;
  cells: string | null;
  cleared: boolean;
  problems: RowProblem[];
}

const faultyRows = async (sidan: Sidan, { id, regionCode }: Row, limit: number | null): Promise<Faulty[]> =>
  (
    await connectionOf(sidan.db).query<Faulty>(
      sidan.write(`select [rowNo]::int as "rowNo", [cells] as cells, [clearedAt] is not null as cleared, [problems] as problems from {sidanImportRows}
                    where [regionCode] = $1 and [importId] = $2::uuid and [state] = 'faulty' order by [rowNo] limit $3`),
      [regionCode, id, limit],
    )
  ).rows;

/** Each problem in words, with its column. */
function reasonsOf(problems: readonly RowProblem[], columns: readonly Column[], say: Say): string[] {
  const titles = new Map(columns.map(({ name, title }) => [name, title]));
  return problems.map(({ field, code, max }) => {
    const problem = say(`errors.field.${code}`, { max });
    const title = titles.get(field);
    return title ? say('api.sheet.reason', { title, problem }) : problem;
  });
}

/** One sheet with its progress, and the first of its faulty rows. @throws NOT_FOUND */
export async function importView(
  sidan: Sidan,
  actor: Actor,
  id: unknown,
  columns: readonly Column[],
  say: Say,
): Promise<ImportView> {
  const row = await importRow(sidan, actor, id);
  const faulty = await faultyRows(sidan, row, SHOWN_MAX);
  return {
    ...lineOf(row),
    problems: faulty.map(({ rowNo, problems }) => ({ row: rowNo, reasons: reasonsOf(problems, columns, say) })),
  };
}

/** The faulty rows as they came, with one more column that says what is wrong: to be corrected and sent again. @throws NOT_FOUND */
export async function resultSheet(
  sidan: Sidan,
  actor: Actor,
  id: unknown,
  columns: readonly Column[],
  say: Say,
): Promise<{ name: string; bytes: Buffer }> {
  const row = await importRow(sidan, actor, id);
  const faulty = await faultyRows(sidan, row, null);
  const { header } = row.columns;
  // A sheet that was such a result itself has its reasons renewed.
  const title = say('api.sheet.reasons');
  const kept = header
    .map((_, i) => i)
    .filter((i) => row.columns.names[i] !== null || row.columns.ignored.includes(header[i]!));
  const body = faulty.map(({ rowNo, cells, cleared, problems }) => {
    const written = cells ? (JSON.parse(sidan.vault.open(cells)) as StoredCells).cells : [];
    const reasons = [...reasonsOf(problems, columns, say), ...(cleared ? [say('api.sheet.cleared')] : [])].join(' ');
    return [...kept.map((i) => written[i] ?? null), say('api.sheet.rowReasons', { row: rowNo, reasons })];
  });
  const pages = [
    {
      name: say('api.sheet.page'),
      rows: [[...kept.map((i) => header[i]!), title], ...body],
      widths: [...kept.map(() => 16), 60],
    },
  ];
  return { name: row.fileName.replace(/\.\w+$/, ''), bytes: await writeInThread(pages) };
}

/** Rows that are not placed yet will not be. @throws NOT_FOUND */
export async function stopImport(sidan: Sidan, actor: Actor, id: unknown): Promise<void> {
  const { id: found, regionCode } = await importRow(sidan, actor, id);
  await endSheet(sidan, { id: found, regionCode }, 'stopped');
  sidan.wake();
}
