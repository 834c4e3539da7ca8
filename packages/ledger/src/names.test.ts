import { columnText, functionName, indexName, ledgerNames, sqlWriter } from './names';

describe('names', () => {
  it('spells tables and columns as the host does', () => {
    expect(ledgerNames()).toMatchObject({ accounts: '"public"."sidanAccounts"', postings: '"public"."sidanPostings"' });
    const names = ledgerNames({ schema: 'a"b', tablePrefix: 'nb_', underscored: true });
    expect(names.accounts).toBe('"a""b"."nb_sidan_accounts"');
    expect(names.column('regionCode')).toBe('"region_code"');
    expect(columnText(names, 'regionCode')).toBe('region_code');
  });

  it('names functions and indexes after the tables, in their schema', () => {
    expect(functionName(ledgerNames({ tablePrefix: 'x_' }), 'post')).toBe('"public"."x_sidanAccounts_ledger_post"');
    expect(functionName({ ...ledgerNames(), accounts: 'Loose' }, 'post')).toBe('"loose_ledger_post"');
    expect(indexName('"s"."T""t"', 'key')).toBe('"T""t_ledger_key"');
  });

  it('refuses a name that PostgreSQL would cut, and one that is no name', () => {
    expect(() => indexName(`"${'t'.repeat(60)}"`, 'key')).toThrow('63 bytes');
    expect(() => indexName('"a"."b"."c"', 'key')).toThrow('not a quoted table name');
    expect(() => indexName('a; drop table b', 'key')).toThrow('not a quoted table name');
  });

  it('writes a statement, and leaves subscripts alone', () => {
    const write = sqlWriter(ledgerNames({ underscored: true }));
    expect(write('select [ownerId], x[0] from {accounts}, {postings} where {fn:post}()')).toBe(
      'select "owner_id", x[0] from "public"."sidan_accounts", "public"."sidan_postings" where "public"."sidan_accounts_ledger_post"()',
    );
  });
});
