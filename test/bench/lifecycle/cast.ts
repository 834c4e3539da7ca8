import type { runCommand } from '../../../packages/plugin/src/server/commands/run';

/** Who and what the steps are about: told by the bench to the process in which they are taken. */
export interface Cast {
  regionCode: string;
  /** An order that waits to be dispatched; as many like it are made as the steps need. */
  orderId: string;
  dispatcher: User;
  /** Of the team that declines, and of the one that serves. */
  declining: Leader;
  serving: Leader;
}

export interface User {
  id: number;
  name: string;
}

export interface Leader extends User {
  personId: string;
  teamId: string;
}

/** Steps per second of one round. */
export interface Round {
  byHand: number;
  ours: number;
}

/** What is used of a connection of the host's pool. */
export interface Client {
  query(statement: { name?: string; text: string; values: unknown[] }): Promise<{ rows: never[]; rowCount: number }>;
}

/** What is used of the host's database. */
export interface Host {
  db: {
    sequelize: {
      connectionManager: {
        getConnection(options: { type: 'write' }): Promise<Client>;
        releaseConnection(client: Client): void;
      };
    };
  };
  pm: { get(name: string): unknown };
}

/** What is used of the plugin as it is built. */
export interface Built {
  runCommand: typeof runCommand;
}

/** One way of taking an order of that id through the steps; answers how many there were. */
export type Way = (orderId: string) => Promise<number>;

/** Lends a connection of the host's pool, as every way has it. */
export async function withClient<T>({ db }: Host, work: (client: Client) => Promise<T>): Promise<T> {
  const { connectionManager } = db.sequelize;
  const client = await connectionManager.getConnection({ type: 'write' });
  try {
    return await work(client);
  } finally {
    connectionManager.releaseConnection(client);
  }
}
