import type { Database } from '@nocobase/database';
import { managerOf, nameOf, run, type Client, type Connection } from './sql';
import { canTravelTogether, together } from './together';

const BEGIN = 'begin';
const COMMIT = 'commit';

/**
 * Runs `work` in a transaction on a connection of the host's pool, without the host's own object for it, which costs as much as three statements and of which only the
 * host's models make use. Whatever `work` throws undoes everything. The transaction begins with its first statement and, if that is sent as `last`, ends with its last
 * one, each in one message to the database.
 */
export async function transact<T>(db: Database, work: (q: Connection) => Promise<T>): Promise<T> {
  const manager = managerOf(db);
  const client = await manager.getConnection({ type: 'write' });
  const transaction = new Plain(client);
  let broken = false;
  try {
    const result = await work(transaction);
    await transaction.end();
    return result;
  } catch (error) {
    broken = !(await transaction.undo());
    throw error;
  } finally {
    // One that could not even undo is in no known state: the next would find itself in the midst of this transaction.
    if (broken) await manager.pool.destroy(client);
    else manager.releaseConnection(client);
  }
}

class Plain implements Connection {
  private open = false;
  private over = false;

  constructor(private readonly client: Client) {}

  readonly query: Connection['query'] = async <Row>(text: string, params: readonly unknown[] = []) => {
    // It would be a transaction of its own, kept whatever becomes of the first.
    if (this.over) throw new Error('nothing may follow the last statement of a transaction');
    if (this.open) return run<Row>(this.client, text, params);
    this.open = true;
    const name = nameOf(text);
    if (name && canTravelTogether(this.client, nameOf(BEGIN), name))
      return together<Row>(this.client, { name, text, values: [...params] }, { before: nameOf(BEGIN)! });
    const [, result] = await Promise.all([run(this.client, BEGIN, []), run<Row>(this.client, text, params)]);
    return result;
  };

  readonly last: Connection['query'] = async <Row>(text: string, params: readonly unknown[] = []) => {
    const name = nameOf(text);
    if (!this.open || !name || !canTravelTogether(this.client, nameOf(COMMIT), name)) {
      const result = await this.query<Row>(text, params);
      await this.end();
      this.over = true;
      return result;
    }
    const result = await together<Row>(this.client, { name, text, values: [...params] }, { after: nameOf(COMMIT)! });
    this.open = false;
    this.over = true;
    return result;
  };

  /** @throws when the database undid what it was to keep, as it does after a refusal that nobody heeded */
  async end(): Promise<void> {
    if (!this.open) return;
    const { command } = await run(this.client, COMMIT, []);
    this.open = false;
    if (command !== 'COMMIT') throw new Error('a transaction in which a statement was refused cannot be committed');
  }

  /** False when it could not be undone. */
  async undo(): Promise<boolean> {
    if (!this.open) return true;
    this.open = false;
    return run(this.client, 'rollback', []).then(
      () => true,
      () => false,
    );
  }
}
