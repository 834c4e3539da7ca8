/** In the order of `NEW_LOT`. */
export const LOT_COLUMNS = `([id], [regionCode], [accountId], [postingId], [fromLotId], [amount], [remaining], [origin], [earnedAt], [expiresAt], [spendableFrom])`;

/** One lot of what a posting brings. It has the posting's id. */
export const NEW_LOT = (amount: string, row = 'new') =>
  `${row}.[id], ${row}.[regionCode], ${row}.[destinationId], ${row}.[id], null::uuid, ${amount}, ${amount}, ${row}.[origin], ${row}.[at], ${row}.[expiresAt], ${row}.[spendableFrom]`;

/**
 * Part of `apply`, with the destination's row locked: what enters an account becomes lots. What is reversed goes back into the lots from
 * which it was drawn; what comes from another lotted account keeps origin, day and expiry of each part; anything else is one new lot.
 * What stands in lots is the balance, and nothing while that is below zero: who was in debt has spent so much of it at once.
 */
export const CREDIT_LOTS = `
      wanted := greatest(dst.[balance], 0) - greatest(dst.[balance] - new.[amount], 0);
      due := new.[amount];
      if reversal then
        for lot in select d.[lotId], d.[amount] from {own:draws} d
            join {own:lots} l on l.[id] = d.[lotId] and l.[regionCode] = d.[regionCode] and l.[accountId] = new.[destinationId]
            where d.[postingId] = new.[reversesId] and d.[regionCode] = new.[regionCode] and d.[amount] > 0 loop
          update {own:lots} l set [remaining] = l.[remaining] + lot.[amount] where l.[id] = lot.[lotId] and l.[regionCode] = new.[regionCode];
          insert into {own:draws} ([regionCode], [postingId], [lotId], [amount]) values (new.[regionCode], new.[id], lot.[lotId], -lot.[amount]);
          wanted := wanted - lot.[amount];
        end loop;
        due := greatest(wanted, 0);
      elsif src.[lotted] then
        for lot in select d.[amount], l.[id], l.[origin], l.[earnedAt], l.[expiresAt], l.[spendableFrom] from {own:draws} d
            join {own:lots} l on l.[id] = d.[lotId] and l.[regionCode] = d.[regionCode] and l.[accountId] = new.[sourceId]
            where d.[postingId] = new.[id] and d.[regionCode] = new.[regionCode] loop
          insert into {own:lots} ${LOT_COLUMNS} values (gen_random_uuid(), new.[regionCode], new.[destinationId], new.[id], lot.[id],
            lot.[amount], lot.[amount], lot.[origin], lot.[earnedAt], lot.[expiresAt], lot.[spendableFrom]);
          wanted := wanted - lot.[amount];
          due := due - lot.[amount];
        end loop;
      end if;
      if due > 0 then
        insert into {own:lots} ${LOT_COLUMNS} values (${NEW_LOT('due')});
        wanted := wanted - due;
      end if;
      if wanted < 0 then
        due := -wanted;
        for lot in select l.[id], l.[remaining] from {own:lots} l
            where l.[accountId] = new.[destinationId] and l.[regionCode] = new.[regionCode] and l.[remaining] > 0
            order by l.[expiresAt], l.[earnedAt], l.[id] loop
          exit when due = 0;
          piece := least(lot.[remaining], due);
          update {own:lots} l set [remaining] = l.[remaining] - piece where l.[id] = lot.[id] and l.[regionCode] = new.[regionCode];
          insert into {own:draws} as d ([regionCode], [postingId], [lotId], [amount]) values (new.[regionCode], new.[id], lot.[id], piece)
          on conflict ([postingId], [lotId], [regionCode]) do update set [amount] = d.[amount] + excluded.[amount];
          due := due - piece;
        end loop;
      end if;`;
