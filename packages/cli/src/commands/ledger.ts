import { createLedger, ledgerNames, type Violation } from '@sidan/ledger';
import { Client } from 'pg';
import { type CommandSpec, one } from '../command';
import { EXIT, Failure } from '../exit';

/** Proves the book in a database, and names each row that cannot be. It reads only, in one moment of the book, and may run while the book is in use. */
export const ledger: CommandSpec = {
  name: 'ledger',
  args: '<verify>',
  summary: 'cli.ledger.summary',
  example: 'SIDAN_DATABASE=postgres://… sidan ledger verify --county 130982',
  options: [
    { flags: '--database <address>', text: 'cli.ledger.database' },
    { flags: '--county <code>', text: 'cli.ledger.county' },
    { flags: '--schema <name>', text: 'cli.ledger.schema' },
    { flags: '--prefix <text>', text: 'cli.ledger.prefix' },
    { flags: '--underscored', text: 'cli.ledger.underscored' },
  ],
  async run(io, [what = ''], options) {
    if (what !== 'verify') throw new Failure(EXIT.usage, 'cli.error.excess', { what, command: 'sidan ledger' });
    const address = one(options, 'database') ?? process.env.SIDAN_DATABASE;
    if (!address) throw new Failure(EXIT.usage, 'cli.ledger.noDatabase');
    const names = ledgerNames({
      schema: one(options, 'schema') ?? 'public',
      tablePrefix: one(options, 'prefix') ?? '',
      underscored: options.underscored === true,
    });
    const began = performance.now();
    const violations = await proved(address, (client) =>
      createLedger(names, () => '').verify(client, one(options, 'county')),
    );
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const { t } = io.texts;
    for (const violation of violations) io.line(`- ${wordsOf(violation, t)}`);
    io.line(
      violations.length
        ? t('cli.ledger.broken', { count: violations.length, seconds })
        : t('cli.ledger.sound', { seconds }),
    );
    io.answer({ ok: violations.length === 0, violations });
    return violations.length ? EXIT.problems : EXIT.ok;
  },
};

type Say = (key: string, params: Record<string, string | number>) => string;

function wordsOf({ kind, regionCode, what, id, params }: Violation, t: Say): string {
  const row = t(`cli.ledger.what.${what}`, { id, county: regionCode ?? '' });
  return `${t(`cli.ledger.kind.${kind}`, { row })} ${JSON.stringify(params)}`;
}

/** One connection and one read-only transaction: all proofs see the same moment. @throws Failure `cli.ledger.unreachable`, `cli.ledger.noBook` */
async function proved<T>(address: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: address });
  try {
    await client.connect();
  } catch (error) {
    throw new Failure(EXIT.io, 'cli.ledger.unreachable', {
      why: error instanceof Error ? error.message : String(error),
    });
  }
  try {
    await client.query('begin isolation level repeatable read read only');
    return await work(client);
  } catch (error) {
    // 42P01: there is no such table.
    if ((error as { code?: string }).code === '42P01') throw new Failure(EXIT.io, 'cli.ledger.noBook');
    throw error;
  } finally {
    await client.end();
  }
}
