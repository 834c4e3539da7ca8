/**
 * The tables that only the ledger knows. It makes them itself, beside the host's two, since nobody else may write a row of them.
 * A lot made by an award has the id of its posting. `remaining` follows from the draws, as a balance follows from postings.
 */
export const OWN_TABLES: readonly { name: string; create: string }[] = [
  {
    name: 'lots',
    create: `
create table if not exists {own:lots} (
  [id] uuid not null,
  [regionCode] varchar(12) not null,
  [accountId] uuid not null,
  [postingId] uuid,
  [fromLotId] uuid,
  [amount] bigint not null,
  [remaining] bigint not null,
  [origin] varchar(255),
  [earnedAt] timestamptz not null,
  [expiresAt] timestamptz,
  [spendableFrom] timestamptz,
  primary key ([id], [regionCode])
)`,
  },
  {
    // What a posting took out of a lot; negative where it put it back.
    name: 'draws',
    create: `
create table if not exists {own:draws} (
  [regionCode] varchar(12) not null,
  [postingId] uuid not null,
  [lotId] uuid not null,
  [amount] bigint not null,
  primary key ([postingId], [lotId], [regionCode])
)`,
  },
  {
    // The balance of a popular account is the sum of its rows here.
    name: 'slots',
    create: `
create table if not exists {own:slots} (
  [regionCode] varchar(12) not null,
  [accountId] uuid not null,
  [slot] int not null,
  [balance] bigint not null,
  primary key ([accountId], [slot], [regionCode])
)`,
  },
  {
    // Each change of an account's terms, with its reason; the newest is what the account has.
    name: 'terms',
    create: `
create table if not exists {own:terms} (
  [id] uuid not null,
  [regionCode] varchar(12) not null,
  [accountId] uuid not null,
  [status] varchar(255) not null,
  [minBalance] bigint,
  [reason] text not null check (length(btrim([reason])) between 1 and 500),
  [byId] varchar(255),
  [at] timestamptz not null,
  [createdAt] timestamptz not null default clock_timestamp(),
  seal bytea,
  primary key ([id], [regionCode])
)`,
  },
];
