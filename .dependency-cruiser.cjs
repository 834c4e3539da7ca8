/** Import directions of docs/architecture.md. What is not allowed there fails here, with the sentence that says why. */
const ours = (...names) => names.map((name) => `^packages/${name}/`).join('|');

/** Packages that may import nothing of ours but themselves. */
const closed = (name) => ({
  name: `${name}-stands-alone`,
  comment: `@sidan/${name} knows no other package of ours.`,
  severity: 'error',
  from: { path: ours(name) },
  to: { path: '^packages/', pathNot: ours(name) },
});

module.exports = {
  forbidden: [
    ...['rules', 'ledger'].map(closed),
    {
      name: 'lifecycle-takes-conditions',
      comment:
        '@sidan/lifecycle takes the one condition language from @sidan/rules, by its door for that, and nothing else of ours.',
      severity: 'error',
      from: { path: ours('lifecycle') },
      to: { path: '^packages/', pathNot: `${ours('lifecycle')}|^packages/rules/src/conditions/index\\.ts$` },
    },
    {
      name: 'cores-know-no-nocobase',
      comment: 'NocoBase 3 is on its way: only the plugin may have to be rewritten for it.',
      severity: 'error',
      from: { path: ours('rules', 'lifecycle', 'ledger', 'portal') },
      to: { path: '(^|/)@nocobase/' },
    },
    {
      name: 'cores-do-no-io',
      comment: 'rules and lifecycle are pure: no files, no network, no clock of the system.',
      severity: 'error',
      from: { path: ours('rules', 'lifecycle'), pathNot: '\\.test\\.tsx?$|/fixtures/|^packages/rules/src/archive/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|path|assert)$' },
    },
    {
      name: 'archives-take-bytes',
      comment: 'Archives are zipped, signed and verified, and neither read nor written here.',
      severity: 'error',
      from: { path: '^packages/rules/src/archive/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|zlib)$' },
    },
    {
      name: 'cli-imports',
      comment: 'The command line stands on rules, lifecycle and ledger.',
      severity: 'error',
      from: { path: ours('cli') },
      to: { path: '^packages/', pathNot: ours('cli', 'rules', 'lifecycle', 'ledger') },
    },
    {
      name: 'plugin-imports',
      comment: 'The plugin stands on rules, lifecycle and ledger.',
      severity: 'error',
      from: { path: ours('plugin') },
      to: { path: '^packages/', pathNot: ours('plugin', 'rules', 'lifecycle', 'ledger') },
    },
    {
      name: 'browser-code-stays-in-the-browser',
      comment: 'Client bundles must not pull in server code; what both need lies in api or shared.',
      severity: 'error',
      from: { path: '^packages/plugin/src/(client|client-v2|shared|api)/' },
      to: { path: '^packages/plugin/src/server/' },
    },
    {
      name: 'server-imports-no-client',
      severity: 'error',
      from: { path: '^packages/plugin/src/server/' },
      to: { path: '^packages/plugin/src/(client|client-v2)/' },
    },
    {
      name: 'portal-takes-types-only',
      comment:
        'The portal is loaded on cheap phones: of the plugin it takes the types of the REST contract and nothing that runs.',
      severity: 'error',
      from: { path: ours('portal') },
      to: { path: ours('plugin', 'rules', 'lifecycle', 'ledger', 'host'), pathNot: '^packages/plugin/src/api/' },
    },
    {
      name: 'portal-takes-no-values',
      severity: 'error',
      from: { path: ours('portal') },
      to: { path: '^packages/plugin/src/api/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'host-takes-the-built-plugin',
      comment: 'The host starts what was built; it is plain JavaScript and runs before anything is compiled.',
      severity: 'error',
      from: { path: ours('host') },
      to: { path: '^packages/', pathNot: ours('host') },
    },
    {
      name: 'packs-are-inspected-beside',
      comment:
        'Inspecting a pack that a stranger sent takes as long as it takes: where requests are answered nobody may wait for it.',
      severity: 'error',
      from: { path: '^packages/plugin/src/', pathNot: '^packages/plugin/src/server/packs/thread/entry\\.ts$' },
      to: { path: '^packages/plugin/src/server/packs/thread/inspect\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea in two files, or a third is missing.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'found',
      comment: 'An import that leads nowhere. What NocoBase gives to browser bundles is not installed here.',
      severity: 'error',
      from: { pathNot: '^packages/plugin/src/(client|client-v2|shared)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
    },
  },
};
