import type { Client } from './sql';

/** What of PostgreSQL's own client is used beside `query`: the parts of a message, and which statements a connection has prepared. */
interface Wire {
  parsedStatements: Record<string, string | undefined>;
  bind(part: { statement: string; values: unknown[] }): void;
  execute(part: { portal: string }): void;
  sync(): void;
}

interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

interface Result {
  rows: unknown[];
  rowCount: number | null;
}

type Callback = (error: Error | null, results: Result[]) => void;

interface Sent {
  portal: string;
  prepare(wire: Wire): void;
  _getRows(wire: Wire, rows?: number): void;
}

type Query = new (statement: Statement & { callback: Callback }) => Sent;

interface Wired {
  connection?: Wire;
  constructor: { Query?: Query };
}

interface Beside {
  before?: string;
  after?: string;
}

/** Whether this client can be spoken to in that way, and has all statements prepared already: with a new one it is not to be told apart which of them was refused. */
export function canTravelTogether(client: Client, ...names: (string | undefined)[]): boolean {
  const { connection, constructor } = client as unknown as Wired;
  const { prototype } = constructor.Query ?? {};
  if (
    !connection?.parsedStatements ||
    typeof prototype?.prepare !== 'function' ||
    typeof prototype._getRows !== 'function'
  )
    return false;
  return names.every((name) => name !== undefined && connection.parsedStatements[name] !== undefined);
}

const classes = new WeakMap<Query, new (statement: Statement & { callback: Callback }, beside: Beside) => Sent>();

/** One message of two statements, as PostgreSQL's extended protocol has it: when the first is refused, the second is not carried out. */
function togetherOf(query: Query) {
  let made = classes.get(query);
  if (!made) {
    made = class extends query {
      constructor(
        statement: Statement & { callback: Callback },
        private readonly beside: Beside,
      ) {
        super(statement);
      }

      override prepare(wire: Wire): void {
        if (this.beside.before) send(wire, this.beside.before);
        super.prepare(wire);
      }

      override _getRows(wire: Wire): void {
        wire.execute({ portal: this.portal });
        if (this.beside.after) send(wire, this.beside.after);
        wire.sync();
      }
    };
    classes.set(query, made);
  }
  return made;
}

function send(wire: Wire, statement: string): void {
  wire.bind({ statement, values: [] });
  wire.execute({ portal: '' });
}

/**
 * A statement, and in the same message another without parameters before it or after it: what both cost is nearly all the way there and back. Gives the statement's own
 * result. To be asked of `canTravelTogether` first.
 */
export function together<Row>(
  client: Client,
  statement: Statement,
  beside: Beside,
): Promise<{ rows: Row[]; count: number }> {
  const { constructor } = client as unknown as Wired;
  const Together = togetherOf(constructor.Query!);
  return new Promise((resolve, reject) => {
    const callback: Callback = (error, results) => {
      if (error) return reject(error);
      const { rows, rowCount } = results[beside.before ? 1 : 0]!;
      resolve({ rows: rows as Row[], count: rowCount ?? rows.length });
    };
    client.query(new Together({ ...statement, callback }, beside) as never);
  });
}
