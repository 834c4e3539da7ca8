/**
 * Loaded into NocoBase before anything else (`--require`): writes down every resource and action of the started application into the file that
 * `SIDAN_TEST_ACTIONS` names, so that the access table is checked against what there is and not against a list that somebody keeps.
 */
const { writeFileSync } = require('node:fs');
const Module = require('node:module');

const file = process.env.SIDAN_TEST_ACTIONS;
const load = Module._load;
let patched = false;

Module._load = function loadAndPatch(request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (!patched && request === '@nocobase/server' && loaded.Application) {
    patched = true;
    const { start } = loaded.Application.prototype;
    loaded.Application.prototype.start = async function startAndList(...args) {
      const result = await start.apply(this, args);
      if (file) writeFileSync(file, JSON.stringify(listActions(this)));
      return result;
    };
  }
  return loaded;
};

function listActions(app) {
  const { resourceManager, db } = app;
  const handlers = [...resourceManager.getRegisteredHandlers().keys()];
  const collections = [...db.collections.values()]
    .filter(({ name }) => name.startsWith('sidan'))
    .map(({ name }) => name);
  const associations = [...db.collections.values()].flatMap((collection) =>
    [...collection.fields.values()]
      .filter(
        (field) =>
          field.options.target && (collection.name.startsWith('sidan') || field.options.target.startsWith('sidan')),
      )
      .map((field) => ({ name: `${collection.name}.${field.name}`, target: field.options.target, type: field.type })),
  );
  const resources = [...resourceManager.resources.keys()].filter((name) => name.startsWith('sidan'));
  const defined = Object.fromEntries(
    resources.map((name) => [name, [...resourceManager.getResource(name).actions.keys()]]),
  );
  return { handlers, collections, associations, defined };
}
