/**
 * How the host named the tables and columns. Everything else that the ledger makes in the database (functions, indexes, tables) is named
 * after these tables and lies in the same schema, so that two books can live side by side.
 */
export interface Names {
  /** Table of accounts, quoted and qualified: `"public"."sidanAccounts"`. Without a schema it is found by the session's search path. */
  accounts: string;
  /** Table of postings, quoted and qualified. */
  postings: string;
  /** Quoted column for a camelCase name: `regionCode` → `"regionCode"` or `"region_code"`. */
  column(camel: string): string;
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const unquote = (name: string) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase());
export const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;
export const snakeCase = (camel: string) => camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Names as NocoBase makes them: `schema` (default `public`), a table prefix, and columns (and tables) in snake case or not. */
export function ledgerNames(options: { schema?: string; tablePrefix?: string; underscored?: boolean } = {}): Names {
  const { schema = 'public', tablePrefix = '', underscored = false } = options;
  const spell = (name: string) => (underscored ? snakeCase(name) : name);
  const table = (name: string) => `${quote(schema)}.${quote(tablePrefix + spell(name))}`;
  return {
    accounts: table('sidanAccounts'),
    postings: table('sidanPostings'),
    column: (camel) => quote(spell(camel)),
  };
}

const PART = String.raw`(?:"(?:[^"]|"")+"|[A-Za-z_][\w$]*)`;
const QUALIFIED = new RegExp(`^(?:(${PART})\\.)?(${PART})$`);

function parse(table: string): { schema: string; name: string } {
  const match = QUALIFIED.exec(table);
  if (!match) throw new TypeError(`not a quoted table name: ${table}`);
  return { schema: match[1] ?? '', name: unquote(match[2]!) };
}

/** An object named after a table, in its schema; PostgreSQL would cut a name of more than 63 bytes and let two of them collide. */
export function beside(table: string, suffix: string): { qualified: string; bare: string } {
  const { schema, name } = parse(table);
  const own = `${name}_ledger_${suffix}`;
  if (Buffer.byteLength(own) > 63) throw new RangeError(`name is longer than 63 bytes: ${own}`);
  return { qualified: schema ? `${schema}.${quote(own)}` : quote(own), bare: quote(own) };
}

export const functionName = (names: Names, what: string) => beside(names.accounts, what).qualified;
/** A table that the ledger makes itself: `lots`, `draws`, `slots`, `terms`. */
export const ownTable = (names: Names, what: string) => beside(names.accounts, what).qualified;
/** Indexes are created in the schema of their table and named without it. */
export const indexName = (table: string, what: string) => beside(table, what).bare;
export const columnText = (names: Names, camel: string) => unquote(names.column(camel));

/**
 * Statements are written with `{accounts}`, `{postings}`, `{own:lots}`, `{fn:post}` and `[regionCode]`, and become this host's SQL here.
 * Kept by text: the same few statements run all day.
 */
export function sqlWriter(names: Names): (text: string) => string {
  const written = new Map<string, string>();
  return (text) => {
    let sql = written.get(text);
    if (sql === undefined) {
      sql = text
        .replaceAll('{accounts}', () => names.accounts)
        .replaceAll('{postings}', () => names.postings)
        .replace(/\{fn:(\w+)\}/g, (_all, what: string) => functionName(names, what))
        .replace(/\{own:(\w+)\}/g, (_all, what: string) => ownTable(names, what))
        .replace(/\[([a-z]\w*)\]/g, (_all, camel: string) => names.column(camel));
      written.set(text, sql);
    }
    return sql;
  };
}
