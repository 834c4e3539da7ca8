import type { Application } from '@nocobase/server';
import { OFFICES, type RoleSeed } from '../access/roles';
import { text } from '../schema/fields';

/** Makes the host's roles that are not there yet. A role that is there is the administrator's, and is left as it is. */
export async function seedRoles(app: Application): Promise<void> {
  for (const [office, seed] of Object.entries(OFFICES)) {
    const roles = app.db.getRepository('roles');
    if (await roles.findOne({ filterByTk: seed.name })) continue;
    await roles.create({
      values: {
        name: seed.name,
        title: text(`api.role.${office}`),
        description: text(`api.role.${office}.description`),
        snippets: snippetsOf(app, seed),
        strategy: { actions: [] },
        allowNewMenu: false,
        default: false,
      },
    });
    for (const [name, grants] of Object.entries(seed.grants)) await grant(app, seed, name, grants);
    await withoutAssistants(app, seed);
  }
}

/**
 * The host opens a settings page unless its snippet is refused by name, and a refusal of `pm.*` outweighs every permission within it: so a role that
 * may open some pages is refused the others one by one.
 */
function snippetsOf(app: Application, { snippets }: RoleSeed): string[] {
  if (snippets.includes('!pm.*')) return snippets;
  const others = [...app.acl.snippetManager.snippets.keys()]
    .map((name) => name.trim())
    .filter((name) => name.startsWith('pm.') && !snippets.includes(name));
  return [...snippets, ...others.map((name) => `!${name}`)];
}

/** The host gives every new role its AI assistants. They would read residents' data for a model elsewhere: that is for an administrator to decide. */
async function withoutAssistants(app: Application, { name }: RoleSeed): Promise<void> {
  if (!app.db.getCollection('rolesAiEmployees')) return;
  await app.db.getRepository('rolesAiEmployees').destroy({ filter: { roleName: name } });
  await app.db.getRepository('roles').update({ filterByTk: name, values: { allowNewAiEmployee: false } });
}

async function grant(app: Application, seed: RoleSeed, collection: string, grants: readonly string[]): Promise<void> {
  // A relation shows the rows of another collection: only where the role may see those as well.
  const mayView = (target: unknown) => typeof target !== 'string' || target in seed.grants;
  const fields = [...(app.db.getCollection(collection)?.fields.values() ?? [])]
    .filter((field) => !field.options.hidden && mayView(field.options.target))
    .map((field) => field.name);
  await app.db.getRepository('dataSourcesRolesResources').create({
    values: {
      dataSourceKey: 'main',
      roleName: seed.name,
      name: collection,
      usingActionsConfig: true,
      actions: grants.map((name) => ({ name, fields: name === 'destroy' ? [] : fields })),
    },
  });
}
