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
  const rolesOf = (userId: unknown) =>
    app.db.getRepository<never>('users.roles', userId as number) as unknown as {
      add(o: object): Promise<void>;
      remove(o: object): Promise<void>;
    };
  app.db.on('sidanScopes.beforeSave', (row: Model) => {
    if (!isArea(String(row.get('role')), String(row.get('scopeCode') ?? '')))
      throw new SidanError('INVALID_DATA', {
        problems: [{ field: 'scopeCode', code: 'CHOICE', collection: 'sidanScopes' }],
      });
  });
  app.db.on('sidanScopes.afterCreate', async (row: Model, { transaction }: Options) => {
    const role = OFFICES[row.get('role') as ScopedRole]?.name;
    if (!role) return;
    const links = app.db.getRepository('rolesUsers');
    const userId = row.get('userId');
    const held = await links.findOne({ filter: { userId, roleName: role }, transaction });
    if (!held) await rolesOf(userId).add({ tk: [role], transaction });
    // The host opens with the default role: somebody who works here should not land in an empty one.
    const first = await links.findOne({ filter: { userId, default: true }, transaction });
    if (!first || first.get('roleName') === 'member') {
      await links.update({ filter: { userId, default: true }, values: { default: false }, transaction });
      await links.update({ filter: { userId, roleName: role }, values: { default: true }, transaction });
    }
  });
  app.db.on('sidanScopes.afterDestroy', async (row: Model, { transaction }: Options) => {
    const role = OFFICES[row.get('role') as ScopedRole]?.name;
    const userId = row.get('userId');
    if (
      !role ||
      (await app.db.getRepository('sidanScopes').findOne({ filter: { userId, role: row.get('role') }, transaction }))
    )
      return;
    await rolesOf(userId).remove({ tk: [role], transaction });
  });
}
