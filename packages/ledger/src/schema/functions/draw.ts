import { raise } from '../raise';

/** Takes from the lots of a query until nothing is due. */
const takeFrom = (lots: string) => `
    for lot in ${lots} loop
      exit when due = 0;
      piece := least(lot.[remaining], due);
      update {own:lots} l set [remaining] = l.[remaining] - piece where l.[id] = lot.[id] and l.[regionCode] = new.[regionCode];
      insert into {own:draws} ([regionCode], [postingId], [lotId], [amount]) values (new.[regionCode], new.[id], lot.[id], piece);
      due := due - piece;
    end loop;`;

const OPEN = `select l.[id], l.[remaining] from {own:lots} l
      where l.[accountId] = new.[sourceId] and l.[regionCode] = new.[regionCode] and l.[remaining] > 0`;
const OLDEST = 'order by l.[expiresAt], l.[earnedAt], l.[id]';

/** Part of `apply`, with the source's row locked: what leaves an account is taken from its lots, the oldest-expiring first. */
export const DRAW_LOTS = `
    due := new.[amount];
    if reversal then
      -- What the original brought is taken back first; where it is spent, others, whatever their time: the points go in any case.
      ${takeFrom(`${OPEN} and (l.[postingId] = new.[reversesId]) ${OLDEST}`)}
      ${takeFrom(`${OPEN} ${OLDEST}`)}
    elsif new.[kind] = 'expire' then
      ${takeFrom(`${OPEN} and l.[expiresAt] <= new.[at] ${OLDEST}`)}
    else
      ${takeFrom(`${OPEN} and (l.[expiresAt] is null or l.[expiresAt] > new.[at])
        and (l.[spendableFrom] is null or l.[spendableFrom] <= new.[at] or new.[kind] = 'adjust') ${OLDEST}`)}
    end if;
    -- An account that may go below zero owes the rest, but only when it has nothing left at all.
    if due > 0 and (new.[kind] = 'expire' or exists (select 1 from {own:lots} l
        where l.[accountId] = new.[sourceId] and l.[regionCode] = new.[regionCode] and l.[remaining] > 0)) then
      ${raise(
        'INSUFFICIENT',
        `jsonb_build_object('accountId', src.[id], 'ownerKind', src.[ownerKind], 'ownerId', src.[ownerId], 'asset', src.[asset],
        'balance', src.[balance], 'change', -new.[amount], 'minBalance', src.[minBalance], 'usable', new.[amount] - due)`,
      )}
    end if;`;
