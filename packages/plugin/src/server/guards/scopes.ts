import type { Application } from '@nocobase/server';
import type { Model, Transactionable } from '@nocobase/database';
import { OFFICES } from '../access/roles';
import type { ScopedRole } from '../access/actor';
import { SidanError } from '../errors';

type Options = Transactionable;

/** A supervisor's area may be a province or a city; everybody else works within one county, which then is the row's own. */
const isArea = (role: string, code: string): boolean =>
  (role === 'supervisor' ? /^(\d{2}|\d{4}|\d{6})$/ : role === 'countyAdmin' ? /^\d{6}$/ : /^(\d{6}|\d{9})$/).test(code);

/**
 * Who is given an office gets the host's role that opens its pages; who gives up the last office of a kind loses it. So an administrator names people in one place.
 */
export function followOffices(app: Application): void {
  app.db.on('sidanScopes.beforeSave', (row: Model) => {
    if (!isArea(String(row.get('role')), String(row.get('scopeCode') ?? '')))
      throw new SidanError('INVALID_DATA', {
        problems: [{ field: 'scopeCode', code: 'CHOICE', collection: 'sidanScopes' }],
      });
  });
  // An office is given and taken back, never rewritten: what hangs on it would stay with the wrong person.
  app.db.on('sidanScopes.beforeUpdate', (row: Model) => {
    if (['userId', 'role', 'scopeCode'].some((field) => row.changed(field as never)))
      throw new SidanError('SCOPE_NOT_GRANTABLE');
  });
  app.db.on('sidanScopes.afterCreate', async (row: Model, { transaction }: Options) => {
    const role = roleOf(row);
    if (!role) return;
    const userId = row.get('userId') as number;
    const held = await links(app).findOne({ filter: { userId, roleName: role }, transaction });
    if (!held) await rolesOf(app, userId).add({ tk: [role], transaction });
    await openWithOffice(app, userId, transaction);
    forgetRoles(app, userId, transaction);
  });
  app.db.on('sidanScopes.afterDestroy', async (row: Model, { transaction }: Options) => {
    const role = roleOf(row);
    const userId = row.get('userId') as number;
    const others = { filter: { userId, role: row.get('role') as string }, transaction };
    if (!role || (await app.db.getRepository('sidanScopes').findOne(others))) return;
    await rolesOf(app, userId).remove({ tk: [role], transaction });
    await openWithOffice(app, userId, transaction);
    forgetRoles(app, userId, transaction);
  });
}

const roleOf = (row: Model): string | undefined => OFFICES[row.get('role') as ScopedRole]?.name;

const links = (app: Application) => app.db.getRepository('rolesUsers');

const rolesOf = (app: Application, userId: number) =>
  app.db.getRepository<never>('users.roles', userId) as unknown as {
    add(options: object): Promise<void>;
    remove(options: object): Promise<void>;
  };

/** The host opens with the default role: somebody who works here should not land in an empty one. A default of another plugin's is left alone. */
async function openWithOffice(app: Application, userId: number, transaction: Options['transaction']): Promise<void> {
  const held = (await links(app).find({ filter: { userId }, transaction })) as Model[];
  const first = held.find((link) => link.get('default'))?.get('roleName');
  const offices = Object.values(OFFICES).map(({ name }) => name);
  const office = held.map((link) => String(link.get('roleName'))).find((name) => offices.includes(name));
  if (!office || (first && first !== 'member')) return;
  await links(app).update({ filter: { userId, default: true }, values: { default: false }, transaction });
  await links(app).update({ filter: { userId, roleName: office }, values: { default: true }, transaction });
}

/** The host remembers a user's roles and hears of no change made this way: who is dismissed would go on with the role. */
function forgetRoles(app: Application, userId: number, transaction: Options['transaction']): void {
  const forget = async () => {
    await app.cache.del(`roles:${userId}`);
    await app.cache.del(`roles:${userId}:defaultRole`);
  };
  if (transaction) transaction.afterCommit(forget);
  else void forget();
}
