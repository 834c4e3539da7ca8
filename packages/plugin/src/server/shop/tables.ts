import { sqlWriter, type Connection, type Tables } from '../sql';

/**
 * What the database itself keeps of the shop, whoever writes: there is never less than nothing in stock, nothing is asked for by halves or for less than one, and a stock is what its
 * log says: no quantity changes without a line, and no line changes. After each synchronisation of the tables; idempotent.
 */
export async function keepStocks(q: Connection, tables: Tables): Promise<void> {
  const { table, column } = tables;
  const checks = [
    ['sidanStocks', 'sidan_stock_none_or_more', `${column('quantity')} >= 0`],
    ['sidanRedemptions', 'sidan_redemption_whole', `${column('quantity')} >= 1 and ${column('price')} >= 0`],
  ] as const;
  for (const [collection, name, condition] of checks) {
    const { rows } = await q.query(`select 1 from pg_constraint where conname = $1 and conrelid = $2::regclass`, [
      name,
      table(collection),
    ]);
    if (!rows.length) await q.query(`alter table ${table(collection)} add constraint ${name} check (${condition})`);
  }
  const write = sqlWriter(tables);
  await q.query(write(OPENING));
  for (const [collection, name, when, body] of TRIGGERS) {
    // Beside its table: several installations may share a database.
    const fn = table(collection).replace(/"$/, `_${name}"`);
    await q.query(`create or replace function ${fn}() returns trigger language plpgsql as $$${write(body)}$$`);
    const { rows } = await q.query(`select 1 from pg_trigger where tgname = $1 and tgrelid = $2::regclass`, [
      `sidan_stock_${name}`,
      table(collection),
    ]);
    if (!rows.length)
      await q.query(`create ${write(when).replace('NAME', `sidan_stock_${name}`)} execute function ${fn}()`);
  }
}

/** What was in stock before there was a log. */
const OPENING = `
with opened as (
  update {sidanStocks} set [moves] = 1 where [moves] is null and [quantity] > 0
  returning [id] as id, [regionCode] as region, [rewardId] as reward, [outletId] as outlet, [townCode] as town, [quantity] as quantity
)
insert into {sidanStockMoves} ([id], [regionCode], [stockId], [rewardId], [outletId], [townCode], [seq], [kind], [change], [left], [at], [createdAt], [updatedAt])
select gen_random_uuid(), o.region, o.id, o.reward, o.outlet, o.town, 1, 'opening', o.quantity, o.quantity, now(), now(), now() from opened o`;

/** That a stock is what its last line says is looked at when the transaction ends: the line is written after it. */
const TRIGGERS = [
  [
    'sidanStockMoves',
    'kept',
    'trigger NAME before update or delete on {sidanStockMoves} for each row',
    `begin raise exception 'the log of a stock is only ever added to' using errcode = 'restrict_violation'; end`,
  ],
  [
    'sidanStocks',
    'logged',
    'constraint trigger NAME after insert or update of [quantity], [moves] on {sidanStocks} deferrable initially deferred for each row',
    `begin
       if new.[quantity] is distinct from coalesce((select m.[left] from {sidanStockMoves} m where m.[regionCode] = new.[regionCode] and m.[stockId] = new.[id] and m.[seq] = new.[moves]), 0) then
         raise exception 'a stock is what its log says' using errcode = 'restrict_violation';
       end if;
       return null;
     end`,
  ],
] as const;
