import type { Sidan } from '../../sidan';
import { connectionOf } from '../../sql';

/** Who is told of a sheet's orders: who would have been told of each. */
const TOLD = ['dispatcher'] as const;

/**
 * Ends a sheet that is running, once, and leaves one message for each of those in whose area its orders lie, in the same statement.
 * @param as `done` only when no row is left; `stopped` at any time
 */
export async function endSheet(
  sidan: Sidan,
  { id, regionCode }: { id: string; regionCode: string },
  as: 'done' | 'stopped',
): Promise<void> {
  await connectionOf(sidan.db).query(sidan.write(STATEMENT), [
    regionCode,
    id,
    as,
    sidan.newId(),
    JSON.stringify({ to: TOLD, teamIds: [], event: 'import', reason: null, actorUserId: null, importId: id }),
    sidan.clock(),
  ]);
}

const STATEMENT = `
with ended as (
  update {sidanImports} set [state] = $3, [finishedAt] = now(), [updatedAt] = now(), [heldUntil] = null
   where [regionCode] = $1 and [id] = $2::uuid and [state] = 'running'
     and ($3 = 'stopped' or not exists (select 1 from {sidanImportRows} where [regionCode] = $1 and [importId] = $2::uuid and [state] = 'pending'))
  returning [fileName] as title
)
insert into {sidanOutbox} ([id], [regionCode], [kind], [template], [payload], [state], [availableAt], [attempts], [createdAt], [updatedAt])
select $4::uuid, $1, 'notify', 'importPlaced', $5::jsonb || jsonb_build_object('title', ended.title, 'orderNo', ''), 'pending', $6::timestamptz, 0, now(), now()
  from ended where exists (select 1 from {sidanImportRows} where [regionCode] = $1 and [importId] = $2::uuid and [state] = 'placed')`;
