import { array, get, IDEMPOTENCY_KEY, object, post, ref, text, uuid, type Paths, type Schema } from './parts';

const KEEPERS =
  'For the installation’s administrators; and for a county’s administrator, on packs of the county and below (to see: also those above). Needs the permission `pm.sidan.settings`.';

const day: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const region: Schema = { type: 'string', pattern: '^(0|\\d{2,12})$', description: 'Of the pack; `0` is the nation.' };
const version = { versionId: uuid('Of `sidanPacks:list`.') };
const which = {
  packName: text(100, 'Of the pack; left out where there is only one, and for the rollback of the latest decision.'),
};
const decided = {
  effectiveFrom: { ...day, description: 'From the beginning of this day; today or none: from now on.' },
  reason: { ...text(500), minLength: 1 },
};
const decide = [
  'NOT_ALLOWED',
  'KEY_INVALID',
  'NOT_FOUND',
  'INVALID_DATA',
  'PACK_CONFLICT',
  'KEY_REUSED',
  'BUSY',
] as const;

/** `sidanPacks:*` */
export const packPaths = (): Paths => ({
  ...get('sidanPacks', 'list', {
    summary: 'Rule packs: versions, what is in force and was, and who is trusted',
    description: KEEPERS,
    answer: ref('PackList'),
    errors: ['NOT_ALLOWED'],
  }),
  ...get('sidanPacks', 'facts', {
    summary: 'Fields that administrators added, as facts that packs may use',
    description: KEEPERS,
    answer: object({ rows: array(ref('PackFact')) }),
    errors: ['NOT_ALLOWED'],
  }),
  ...get('sidanPacks', 'rules', {
    summary: 'The rules of a place on a day, each with the pack and layer that it is from',
    description: KEEPERS,
    parameters: [
      {
        name: 'regionCode',
        in: 'query',
        description: 'The place; the caller’s own county if left out.',
        schema: { type: 'string', pattern: '^(0|\\d{2,12})$' },
      },
      { name: 'on', in: 'query', description: 'Today if left out.', schema: day },
    ],
    answer: ref('PackRules'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'NOT_FOUND', 'INVALID_DATA', 'RULES_BROKEN'],
  }),
  ...post('sidanPacks', 'upload', {
    summary: 'Check an archive and keep it as a version',
    description: `Nothing is in force by that. The archive comes as the file \`file\` of a form (multipart/form-data), or in JSON as here. Sent again, it is the same version. ${KEEPERS}`,
    body: object({ archive: text(undefined, 'The .tgz in base64.') }),
    answer: ref('PackUploaded'),
    errors: ['NOT_ALLOWED', 'INVALID_DATA', 'PACK_REFUSED', 'PACK_UNTRUSTED', 'PACK_TAKEN', 'BUSY'],
  }),
  ...post('sidanPacks', 'preview', {
    summary: 'What a version would change, in words, and what its cases say',
    description: KEEPERS,
    body: object(version),
    answer: ref('PackPreview'),
    errors: ['NOT_ALLOWED', 'NOT_FOUND', 'INVALID_DATA', 'BUSY'],
  }),
  ...post('sidanPacks', 'simulate', {
    summary: 'A version against what is in force, over past events',
    description: `Nothing is written. Each event is decided by the rules of its own day. Hours and ratings before it are those of then; what an account was given before it is counted on each side as that side's own rules gave it, from what was really posted before the period. At most 20,000 events. ${KEEPERS}`,
    body: object(
      {
        ...version,
        regionCode: { type: 'string', pattern: '^\\d{6}$', description: 'The county; the caller’s own if left out.' },
        from: day,
        to: day,
        budget: {
          type: 'object',
          additionalProperties: { type: 'number', minimum: 0 },
          description:
            'What may be spent in the period, by asset, in its own unit: totals come with what is left or too much.',
          example: { points: 5000 },
        },
      },
      ['regionCode', 'budget'],
    ),
    answer: ref('PackSimulation'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'NOT_FOUND', 'INVALID_DATA', 'PACK_CONFLICT', 'SIMULATION_TOO_LARGE', 'BUSY'],
  }),
  ...post('sidanPacks', 'activate', {
    summary: 'Put a version into force in its region',
    description: `For events from that day on. It takes the place of an older version of the pack; a pack that is new in its region stands on those that are there. ${KEEPERS}`,
    parameters: [IDEMPOTENCY_KEY],
    body: object({ ...version, ...decided }, ['effectiveFrom']),
    answer: ref('PackActivated'),
    errors: decide,
  }),
  ...post('sidanPacks', 'off', {
    summary: 'Switch a pack of a region off',
    description: KEEPERS,
    parameters: [IDEMPOTENCY_KEY],
    body: object({ regionCode: region, ...which, ...decided }, ['packName', 'effectiveFrom']),
    answer: ref('PackActivated'),
    errors: [...decide, 'NOTHING_BEFORE'],
  }),
  ...post('sidanPacks', 'rollback', {
    summary: 'Put back what was in force before the latest decision on a pack',
    description: `Events that were decided stay decided. Again: one further back. ${KEEPERS}`,
    parameters: [IDEMPOTENCY_KEY],
    body: object({ regionCode: region, ...which, ...decided }, ['packName', 'effectiveFrom']),
    answer: ref('PackActivated'),
    errors: [...decide, 'NOTHING_BEFORE'],
  }),
  ...post('sidanPacks', 'trust', {
    summary: 'Trust a key’s signatures',
    description: 'For the installation’s administrators.',
    body: object({ name: { ...text(100), minLength: 1 }, publicKey: text(undefined, 'Ed25519, PEM.') }),
    answer: object({ keyId: text() }),
    errors: ['NOT_ALLOWED', 'INVALID_DATA', 'KEY_UNFIT'],
  }),
  ...post('sidanPacks', 'distrust', {
    summary: 'Trust a key no more',
    description: 'Versions that came with it stay what they were judged. For the installation’s administrators.',
    body: object({ keyId: text() }),
    answer: object({ keyId: text() }),
    errors: ['NOT_ALLOWED', 'NOT_FOUND'],
  }),
  ...post('sidanPacks', 'policy', {
    summary: 'How packs without a trusted signature are taken',
    description: 'For the installation’s administrators.',
    body: object({ untrusted: { type: 'string', enum: ['refuse', 'mark'] } }),
    answer: object({ untrusted: text() }),
    errors: ['NOT_ALLOWED', 'INVALID_DATA'],
  }),
});
