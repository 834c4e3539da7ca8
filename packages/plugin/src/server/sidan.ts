import type { Database } from '@nocobase/database';
import type { Ledger } from '@sidan/ledger';
import type { Clock } from './clock';
import type { CoreFields } from './forms/fields';
import type { Lifecycles } from './lifecycles';
import type { Packs } from './packs';
import type { Vault } from './privacy/vault';
import type { Tables } from './sql';

/** What every command, read and job of the plugin works with. Made once when the plugin loads; holds no state of a request. */
export interface Sidan {
  db: Database;
  tables: Tables;
  /** Whether anybody but us hears of an order's row being changed. */
  heard(): boolean;
  /** `{collection}` and `[column]` to this host's names. */
  write(text: string): string;
  clock: Clock;
  vault: Vault;
  lifecycles: Lifecycles;
  /** Those of redemptions (`shop/`). */
  redemptions: Lifecycles;
  packs: Packs;
  ledger: Ledger;
  newId(): string;
  /** Columns of a collection that are ours; any other was added by an administrator. */
  coreOf(collection: string): CoreFields;
  /** Tells the jobs that something was committed for them: messages to send, timers to watch. */
  wake(): void;
}
