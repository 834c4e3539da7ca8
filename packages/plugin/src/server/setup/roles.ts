import type { Application } from '@nocobase/server';
import type { Transaction } from 'sequelize';
import { OFFICES, type RoleSeed } from '../access/roles';
import { text } from '../schema/fields';

/**
 * Makes the host's roles that are not there yet, each whole or not at all. A role that is there is the administrator's: it only gains collections of which the
 * host has nothing written down for it yet, because they are new.
 */
export async function seedRoles(app: Application): Promise<void> {
  for (const [office, seed] of Object.entries(OFFICES)) {
    await app.db.sequelize.transaction((transaction) => seedRole(app, office, seed, transaction));
  }
}

async function seedRole(app: Application, office: string, seed: RoleSeed, transaction: Transaction): Promise<void> {
  const roles = app.db.getRepository('roles');
  const known = await roles.findOne({ filterByTk: seed.name, transaction });
  if (!known) {
    await roles.create({
      transaction,
      values: {
        name: seed.name,
        title: text(`api.role.${office}`),
        description: text(`api.role.${office}.description`),
        snippets: seed.snippets,
        strategy: { actions: [] },
        allowNewMenu: false,
        default: false,
      },
    });
  }
  const resources = app.db.getRepository('dataSourcesRolesResources');
  for (const [name, grants] of Object.entries(seed.grants)) {
    if (known && (await resources.findOne({ filter: { roleName: seed.name, name }, transaction }))) continue;
    await grant(app, seed, name, grants, transaction);
  }
  if (!known) await withoutAssistants(app, seed, transaction);
}

/** The host gives every new role its AI assistants. They would read residents' data for a model elsewhere: that is for an administrator to decide. */
async function withoutAssistants(app: Application, { name }: RoleSeed, transaction: Transaction): Promise<void> {
  if (!app.db.getCollection('rolesAiEmployees')) return;
  await app.db.getRepository('rolesAiEmployees').destroy({ filter: { roleName: name }, transaction });
  await app.db.getRepository('roles').update({ filterByTk: name, values: { allowNewAiEmployee: false }, transaction });
}

async function grant(
  app: Application,
  seed: RoleSeed,
  collection: string,
  grants: readonly string[],
  transaction: Transaction,
): Promise<void> {
  // A relation shows the rows of another collection: only where the role may see those as well.
  const mayView = (target: unknown) => typeof target !== 'string' || target in seed.grants;
  const fields = [...(app.db.getCollection(collection)?.fields.values() ?? [])]
    .filter((field) => !field.options.hidden && mayView(field.options.target))
    .map((field) => field.name);
  await app.db.getRepository('dataSourcesRolesResources').create({
    transaction,
    values: {
      dataSourceKey: 'main',
      roleName: seed.name,
      name: collection,
      usingActionsConfig: true,
      actions: grants.map((name) => ({ name, fields: name === 'destroy' ? [] : fields })),
    },
  });
}
