import type { FormField } from '../../api/types';
import { nameSystem } from '../setup/title';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { actorOfUser } from '../access/actor';
import { makeUsers, prepareAccounts, readAccounts, type DemoAccount } from './accounts';
import { runBank } from './bank';
import { buildBase } from './base';
import { runCampaigns } from './campaigns';
import { loadCounty } from './county';
import { runHistory, type HistoryResult } from './history';
import { begin, doneSteps, end } from './marker';
import { plan } from './plan';
import { adoptPack } from './rules';
import { runShop } from './shop';
import { writeBase } from './write/base';
import { rowsOf } from './write/rows';

export interface DemoOptions {
  /** A county's folder, such as `examples/renqiu`. */
  from: string;
  /** Factor on the county's smallest size, see `base/scale.ts`. */
  scale?: number;
  months?: number;
  orders?: number;
  /** One password for all accounts (eight characters or more); without it each gets its own. */
  password?: string;
  /** Where the accounts are written down. */
  accountsFile: string;
}

/** What the demo needs of the plugin around it. */
export interface DemoHost {
  sidan: Sidan;
  /** The form for placing an order, as this installation has it. */
  orderForm(): readonly FormField[];
  /** Stops the plugin's own clocks and messages (they would fire at today's date what the history has yet to answer); the function returned starts them again. */
  pauseJobs(): Promise<() => void>;
  log(line: string): void;
}

export interface DemoResult extends HistoryResult {
  /** True when the demo county was there and nothing was done. */
  present: boolean;
  accounts: DemoAccount[];
  seconds: number;
}

const MESSAGES_DAYS = 2;
const DAY_MS = 24 * 60 * 60_000;
const MONTH_MS = 31 * DAY_MS;
const PASSWORD_LENGTH_MIN = 8;
const NOTHING: HistoryResult = { steps: 0, before: 0, timers: 0, left: [] };

/**
 * Makes a demo county: its places, teams and people as rows, its months of orders by the plugin's own commands. Run again it does nothing; run
 * again after an interruption it goes on where it was, with the size that it was begun with.
 * @throws Error when the folder is not a county's, an option makes no sense, or a command is refused.
 */
export async function seedDemo(host: DemoHost, options: DemoOptions): Promise<DemoResult> {
  const started = Date.now();
  const { sidan, log } = host;
  const { password } = options;
  if (password !== undefined && password.length < PASSWORD_LENGTH_MIN)
    throw new Error(`the demo accounts' password must have at least ${PASSWORD_LENGTH_MIN} characters`);
  const county = loadCounty(options.from);
  const wanted = {
    scale: options.scale ?? 1,
    months: options.months ?? 3,
    orders: options.orders ?? county.scaleOne.orders,
  };
  // Before anything is written: an option that makes no sense must not leave half a county behind.
  buildAll(county, { ...wanted, seed: county.id, until: sidan.clock().toISOString() });
  const { begun, ended, again } = await begin(sidan, county.regionCode, {
    ...wanted,
    seed: county.id,
    until: sidan.clock().toISOString(),
  });
  if (ended) {
    log(`demo county ${county.id}: present already, nothing to do`);
    return { ...NOTHING, present: true, accounts: readAccounts(options.accountsFile), seconds: 0 };
  }
  if (again)
    log(`demo county ${county.id}: going on with what was begun (scale ${begun.scale}, ${begun.orders} orders)`);

  const resume = await host.pauseJobs();
  try {
    const { base, steps, until } = buildAll(county, begun);
    log(
      `demo county ${county.id}: ${base.sites.length} sites, ${base.teams.length} teams, ${base.people.length} people`,
    );
    await writeBase(sidan, rowsOf(county, base, until), progress(log, 'rows of the base'));
    await nameSystem(sidan.db, county.center.name);
    const accounts = prepareAccounts(county, options.accountsFile, password);
    const users = await makeUsers(sidan, county, accounts, again);
    const since = new Date(until.getTime() - (begun.months + 1) * MONTH_MS);
    const administrator = await administratorOf(sidan, county, users);
    if (administrator && (await adoptPack(sidan, options.from, administrator, since)))
      log(`demo county ${county.id}: rules of its own`);
    const done = await doneSteps(sidan, county.regionCode, begun.seed);
    const report = progress(log, 'commands');
    const result = await runHistory(
      { sidan, county, base, fields: host.orderForm(), users },
      steps,
      done,
      until,
      (count, of) => report('orders', count, of),
    );
    const redeemed = await runShop({ sidan, regionCode: county.regionCode, users }, options.from, until);
    if (redeemed) log(`demo county ${county.id}: ${redeemed} redemptions`);
    const given = await runBank(sidan, options.from, county, base, until);
    if (given) log(`demo county ${county.id}: ${given} gifts`);
    const handedIn = await runCampaigns({ sidan, county, base, users }, options.from, until);
    if (handedIn) log(`demo county ${county.id}: ${handedIn} entries of campaigns`);
    await forgetOldMessages(sidan, county.regionCode, new Date(until.getTime() - MESSAGES_DAYS * DAY_MS));
    const summary = { ...result, seconds: Math.round((Date.now() - started) / 100) / 10 };
    await end(sidan, county.regionCode, summary);
    log(
      `demo county ${county.id}: ready after ${summary.seconds} s (${result.steps} commands, ${result.timers} clocks)`,
    );
    for (const { order, step, code } of result.left)
      log(`demo county ${county.id}: ${order} was left before "${step}" (${code})`);
    return { ...summary, present: false, accounts };
  } finally {
    resume();
  }
}

/** Who decides in the demo county; without one its own rules are not put into force. */
async function administratorOf(sidan: Sidan, county: ReturnType<typeof loadCounty>, users: Map<string, number>) {
  const spec = county.accounts.find(({ role }) => role === 'countyAdmin');
  const id = spec && users.get(`person:${spec.ref}`);
  return id
    ? actorOfUser(connectionOf(sidan.db), sidan.write, { id, name: spec.name, unbound: false }, sidan.clock())
    : undefined;
}

function buildAll(
  county: ReturnType<typeof loadCounty>,
  options: { seed: string; scale: number; months: number; orders: number; until: string },
) {
  const until = new Date(options.until);
  const base = buildBase(county, options);
  return {
    base,
    until,
    steps: plan(county, base, { seed: options.seed, months: options.months, orders: options.orders, until }),
  };
}

/** Messages about what is long past are not delivered: nobody wants two thousand of them on the first day. */
async function forgetOldMessages(sidan: Sidan, regionCode: string, before: Date): Promise<void> {
  await connectionOf(sidan.db).query(
    sidan.write(`update {sidanOutbox} set [state] = 'done', [doneAt] = [availableAt], [updatedAt] = now()
                  where [regionCode] = $1 and [state] = 'pending' and [availableAt] < $2::timestamptz`),
    [regionCode, before],
  );
}

/** A line at each tenth of the way. */
function progress(log: (line: string) => void, what: string): (part: string, done: number, of: number) => void {
  let last = '';
  return (part, done, of) => {
    const tenth = Math.floor((done / of) * 10);
    if (`${part}${tenth}` === last || (of < 2000 && tenth < 10)) return;
    last = `${part}${tenth}`;
    log(`demo: ${part}: ${done} of ${of} ${what}`);
  };
}
