import { get, object, post, ref, text, type Paths, type Schema } from './parts';

const KEEPERS =
  'For the installation’s administrators and those of the county. Needs the permission `pm.sidan.settings`.';

const county: Schema = { type: 'string', pattern: '^\\d{6}$' };
const move = {
  regionCode: county,
  from: text(500, 'A version of `sidanLifecycles:versions`.'),
  mapping: {
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'State → state of the version in force, for states that it has not.',
  },
};

/** `sidanLifecycles:*` */
export const lifecyclePaths = (): Paths => ({
  ...get('sidanLifecycles', 'versions', {
    summary: 'Versions of the lifecycle by which orders of a county run',
    description: KEEPERS,
    parameters: [{ name: 'regionCode', in: 'query', required: true, description: 'The county.', schema: county }],
    answer: ref('LifecycleVersions'),
    errors: ['NOT_ALLOWED', 'INVALID_DATA', 'LIFECYCLE_BROKEN', 'RULES_BROKEN'],
  }),
  ...post('sidanLifecycles', 'previewMigration', {
    summary: 'Where orders of a version would go in the one in force',
    description: KEEPERS,
    body: object(move, ['mapping']),
    answer: ref('LifecycleMigration'),
    errors: ['NOT_ALLOWED', 'NOT_FOUND', 'INVALID_DATA', 'LIFECYCLE_BROKEN', 'RULES_BROKEN'],
  }),
  ...post('sidanLifecycles', 'migrate', {
    summary: 'Move the orders of a version that are under way into the one in force',
    description: `Each in a transaction of its own, its history says so. Sent again, it goes on with those that are left. ${KEEPERS}`,
    body: object({ ...move, reason: { ...text(500), minLength: 1 } }, ['mapping']),
    answer: ref('LifecycleMigrated'),
    errors: ['NOT_ALLOWED', 'NOT_FOUND', 'INVALID_DATA', 'LIFECYCLE_MAPPING', 'LIFECYCLE_BROKEN', 'RULES_BROKEN'],
  }),
});
