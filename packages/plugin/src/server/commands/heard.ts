import type { Database, Field } from '@nocobase/database';
import type { CoreFields } from '../forms/fields';

const ORDERS = 'sidanOrders';

/** Of a row that is changed. */
const HOOKS = [
  'beforeValidate',
  'afterValidate',
  'beforeUpdate',
  'beforeSave',
  'afterUpdate',
  'afterSave',
  'afterUpdateWithAssociations',
  'afterSaveWithAssociations',
];

const EVENTS: readonly string[] = HOOKS.flatMap((hook) => [hook, `${ORDERS}.${hook}`]);

/**
 * Types of the host's own whose listeners do nothing when other columns are written: they fill what is empty in a new row, or put in order what is written to the field
 * itself. A type that another plugin brings (a formula, a number that counts up) may compute from anything.
 */
const PASSIVE = new Set([
  'date',
  'datetime',
  'datetimeTz',
  'datetimeNoTz',
  'dateOnly',
  'unixTimestamp',
  'uuid',
  'nanoid',
  'uid',
  'snowflakeId',
  'radio',
  'set',
  'array',
  'password',
]);

export type Listener = (...args: never[]) => unknown;

/** Everybody who hears of an order's row being changed, at this moment. */
export const orderListeners = (db: Database): Set<Listener> =>
  new Set(EVENTS.flatMap((event) => db.listeners(event) as Listener[]));

/**
 * Whether a change of an order's row is heard by anybody but the host's core and our guards: a workflow of the county, a log, another plugin. Then commands write the
 * row by the host's model, which tells them; else with everything else, in one statement. Found once, and again when somebody begins to listen or ceases to.
 */
export function hearing(
  db: Database,
  own: () => ReadonlySet<Listener>,
  coreOf: (collection: string) => CoreFields,
): () => boolean {
  let heard: boolean | undefined;
  const forget = (event: string) => {
    if (EVENTS.includes(event)) heard = undefined;
  };
  db.on('newListener', forget);
  db.on('removeListener', forget);
  return () => (heard ??= isHeard(db, own(), coreOf(ORDERS)));
}

function isHeard(db: Database, own: ReadonlySet<Listener>, core: CoreFields): boolean {
  const passive = new Set<unknown>(own);
  for (const field of db.getCollection(ORDERS)?.fields.values() ?? [])
    if (isPassive(field as Field, core)) for (const part of Object.values(field as object)) passive.add(part);
  return [...orderListeners(db)].some((listener) => !passive.has(listener));
}

const isPassive = ({ name, type, options }: Field, core: CoreFields): boolean =>
  core.has(name) || (PASSIVE.has(type) && !options.onUpdateToCurrentTime);
