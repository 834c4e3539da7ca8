import { createHash } from 'node:crypto';
import type { Transaction } from 'sequelize';
import type { Actor } from '../../access/actor';
import type { Sidan } from '../../sidan';
import { connectionOf } from '../../sql';
import type { SheetRead } from './limits';

/** How a sheet's columns stand in the database: the header as it was, and what each column is. */
export interface StoredColumns {
  header: string[];
  names: (string | null)[];
  ignored: string[];
}

/** A row's cells and what was wrong with them, as they are encrypted. */
export interface StoredCells {
  cells: (string | null)[];
  faults?: Record<number, string>;
}

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url');

const PORTION = 500;

interface Kept {
  regionCode: string;
  fileName: string;
  digest: string;
  columns: StoredColumns;
  read: SheetRead;
  actor: Actor;
  now: Date;
}

/** Keeps a sheet with all its rows, to be worked on from now on: all of it or nothing. */
export async function keepSheet(
  sidan: Sidan,
  { regionCode, fileName, digest, columns, read, actor, now }: Kept,
): Promise<string> {
  const id = sidan.newId();
  await sidan.db.sequelize.transaction(async (transaction) => {
    await connectionOf(sidan.db, transaction).query(
      sidan.write(`
        insert into {sidanImports} ([id], [regionCode], [fileName], [digest], [state], [total], [uploadedBy], [userId], [unbound], [columns], [uploadedAt], [createdAt], [updatedAt])
        values ($1::uuid, $2, $3, $4, 'running', $5, $6, $7, $8, $9::jsonb, $10::timestamptz, now(), now())`),
      [
        id,
        regionCode,
        fileName,
        digest,
        read.rows.length,
        actor.name,
        actor.userId ?? null,
        actor.unbound,
        JSON.stringify(columns),
        now,
      ],
    );
    for (let i = 0; i < read.rows.length; i += PORTION)
      await keepRows(sidan, transaction, { id, regionCode, digest }, read.rows.slice(i, i + PORTION));
  });
  return id;
}

/** A row of the very same file that became an order at some time is done already. */
async function keepRows(
  sidan: Sidan,
  transaction: Transaction,
  { id, regionCode, digest }: { id: string; regionCode: string; digest: string },
  rows: SheetRead['rows'],
): Promise<void> {
  const sealed = rows.map(({ rowNo, cells, faults }) => ({
    id: sidan.newId(),
    no: rowNo,
    cells: sidan.vault.seal(JSON.stringify({ cells, faults } satisfies StoredCells)),
  }));
  await connectionOf(sidan.db, transaction).query(
    sidan.write(`
      insert into {sidanImportRows} ([id], [regionCode], [importId], [rowNo], [state], [cells], [orderNo], [attempts], [createdAt], [updatedAt])
      select r.id, $2, $1::uuid, r.no, case when p.no is null then 'pending' else 'repeated' end, case when p.no is null then r.cells end, p."orderNo", 0, now(), now()
        from jsonb_to_recordset($4::jsonb) as r(id uuid, no bigint, cells text)
        left join (select o.[rowNo] as no, min(o.[orderNo]) as "orderNo" from {sidanImports} i join {sidanImportRows} o on o.[regionCode] = i.[regionCode] and o.[importId] = i.[id]
                    where i.[regionCode] = $2 and i.[digest] = $3 and i.[id] <> $1::uuid and o.[state] = 'placed' group by o.[rowNo]) p on p.no = r.no`),
    [id, regionCode, digest, JSON.stringify(sealed)],
  );
}
