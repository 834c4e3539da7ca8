import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

interface What {
  regionCode: string;
  rewardId: string;
  outletId: string;
  quantity: number;
}

interface Left {
  quantity: string;
  lowAt: string | null;
}

/**
 * Takes from the stock, or refuses: one statement that looks and takes, so that of any number who want the last one, one has it. Tells whether what is left has just
 * become little. @throws OUT_OF_STOCK
 */
export async function takeStock({ write }: Pick<Sidan, 'write'>, q: Connection, what: What): Promise<{ low: boolean }> {
  const { rows } = await q.query<Left>(
    write(`
      update {sidanStocks} set [quantity] = [quantity] - $4::bigint, [updatedAt] = now()
       where [regionCode] = $1 and [rewardId] = $2::uuid and [outletId] = $3::uuid and [quantity] >= $4::bigint
      returning [quantity] as quantity, [lowAt] as "lowAt"`),
    [what.regionCode, what.rewardId, what.outletId, what.quantity],
  );
  const [left] = rows;
  if (!left) throw new SidanError('OUT_OF_STOCK');
  const lowAt = left.lowAt === null ? undefined : Number(left.lowAt);
  const now = Number(left.quantity);
  return { low: lowAt !== undefined && now <= lowAt && now + what.quantity > lowAt };
}

/** What was taken is there again. */
export async function returnStock({ write }: Pick<Sidan, 'write'>, q: Connection, what: What): Promise<void> {
  await q.query(
    write(`
      update {sidanStocks} set [quantity] = [quantity] + $4::bigint, [updatedAt] = now()
       where [regionCode] = $1 and [rewardId] = $2::uuid and [outletId] = $3::uuid`),
    [what.regionCode, what.rewardId, what.outletId, what.quantity],
  );
}
