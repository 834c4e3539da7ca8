import type { Application } from '@nocobase/server';
import { OFFICES, type RoleSeed } from '../access/roles';
import { text } from '../schema/fields';

/** Makes the host's roles that are not there yet. A role that is there is the administrator's, and is left as it is. */
export async function seedRoles(app: Application): Promise<void> {
  for (const [office, seed] of Object.entries(OFFICES)) {
    const roles = app.db.getRepository('roles');
    if (await roles.findOne({ filterByTk: seed.name })) continue;
    await roles.create({
      values: { name: seed.name, title: text(`api.role.${office}`), description: text(`api.role.${office}.description`), snippets: seed.snippets, strategy: { actions: [] }, allowNewMenu: false, default: false },
    });
    for (const [name, grants] of Object.entries(seed.grants)) await grant(app, seed, name, grants);
  }
}

async function grant(app: Application, seed: RoleSeed, collection: string, grants: readonly string[]): Promise<void> {
  const fields = [...(app.db.getCollection(collection)?.fields.values() ?? [])].filter((field) => !field.options.hidden).map((field) => field.name);
  await app.db.getRepository('dataSourcesRolesResources').create({
    values: { dataSourceKey: 'main', roleName: seed.name, name: collection, usingActionsConfig: true, actions: grants.map((name) => ({ name, fields: name === 'destroy' ? [] : fields })) },
  });
}
