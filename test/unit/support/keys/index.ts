/**
 * Keys that code puts together at run time. Each family says which keys it covers and where they come from, so that a new state, event, field, error,
 * template, page or queue asks for its texts by itself, and one that is gone leaves no text behind.
 */
import { PROBLEMS } from '../../../../packages/rules/src';
import paramsSchema from '../../../../packages/rules/schema/params.schema.json';
import { declared, literalsIn, propertyTexts, treeOf } from '../code';
import { filesUnder, sources } from '../files';
import { textsOf } from '../texts';
import { ACCOUNT_TOLD, BANK_FAMILIES } from './bank';
import { CERTIFICATE_FAMILIES, CERTIFICATE_NOTICES } from './certificates';
import { ERROR_FAMILIES } from './errors';
import { SERVER, under, type Family } from './family';
import { LIFECYCLE_FAMILIES, templates } from './lifecycle';
import { OFFICE_FAMILIES } from './office';
import { ORDER_FAMILIES } from './orders';
import { PACK_FAMILIES } from './pack';
import { RULE_FAMILIES } from './rule';
import { HOURS_TOLD, WATCH_FAMILIES } from './watch';

export { fieldProblemCodes } from './errors';
export { fits } from './family';

/** What the collections ask for: `{{t("collections.…", …)}}` anywhere in their definitions. */
function collectionKeys(): string[] {
  const keys = new Set<string>();
  for (const path of filesUnder(`${SERVER}/collections`, /\.ts$/)) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const definition = (require(`../../../../${path}`) as { default: unknown }).default;
    for (const [, key] of JSON.stringify(definition).matchAll(/\{\{t\(\\"([^"\\]+)\\"/g)) keys.add(key!);
  }
  return [...keys];
}

/** Keys of the portal stand as literals wherever its code keeps them (the compiler checks them); here only that each is named. */
function portalKeys(): string[] {
  const known = new Set(Object.keys(textsOf('zh-CN')));
  return sources()
    .filter((path) => path.startsWith('packages/portal/'))
    .flatMap((path) => literalsIn(treeOf(path)).map((text) => `portal.${text}`))
    .filter((key) => known.has(key));
}

const units = paramsSchema.definitions.unit.enum;

export const FAMILIES: Record<string, Family> = {
  ...LIFECYCLE_FAMILIES,
  ...ORDER_FAMILIES,
  ...BANK_FAMILIES,
  ...WATCH_FAMILIES,
  ...CERTIFICATE_FAMILIES,
  ...OFFICE_FAMILIES,
  ...ERROR_FAMILIES,
  collections: { patterns: ['collections.*'], keys: collectionKeys },
  notices: {
    patterns: ['notices.*.title', 'notices.*.text'],
    keys: () =>
      under(
        'notices.',
        [
          ...templates,
          ...['importPlaced', 'emergencyStarted', 'emergencyEnded', 'stockLow', 'given'],
          ...under('household', ['Month', 'HalfYear']),
          ...CERTIFICATE_NOTICES,
          ...HOURS_TOLD,
          ...ACCOUNT_TOLD,
        ],
        '.title',
        '.text',
      ),
  },
  campaigns: {
    patterns: ['pages.campaigns.state.*'],
    keys: () => under('pages.campaigns.state.', ['on', 'early', 'over', 'off']),
  },
  postings: {
    patterns: ['api.posting.*'],
    keys: () =>
      under('api.posting.', [
        ...declared('packages/ledger/src/types.ts', 'PostingKind'),
        ...propertyTexts('packages/ledger/src/entries.ts', 'kind'),
        // Of awards and their limits.
        ...['donate', 'move'],
        // Of what somebody gives, and what comes of it.
        ...['transfer', 'exchange', 'given.transfer', 'given.donate', 'given.exchange'],
        // Of the shop.
        ...['hold', 'release', 'redeem', 'reserved', 'unreserved', 'served', 'refund', 'questioned', 'answered'],
      ]),
  },
  limits: {
    patterns: ['api.shop.limit.*'],
    keys: () => under('api.shop.limit.', ['day', 'month', 'quarter', 'year', 'life']),
  },
  portal: { patterns: ['portal.*'], keys: portalKeys },
  ledgerKinds: {
    patterns: ['cli.ledger.kind.*'],
    keys: () => under('cli.ledger.kind.', propertyTexts('packages/ledger/src/proofs.ts', 'kind').concat('guard')),
  },
  ledgerRows: {
    patterns: ['cli.ledger.what.*'],
    keys: () => under('cli.ledger.what.', propertyTexts('packages/ledger/src/proofs.ts', 'what').concat('trigger')),
  },
  packSignatures: {
    patterns: ['cli.publish.signature.*'],
    keys: () =>
      under('cli.publish.signature.', declared('packages/plugin/src/server/packs/write.ts', 'SignatureState')),
  },
  ruleProblems: {
    patterns: ['rules.problem.*'],
    keys: () => under('rules.problem.', Object.keys(PROBLEMS), '.cause', '.remedy'),
  },
  ruleUnits: { patterns: ['rules.unit.*'], keys: () => under('rules.unit.', units) },
  ruleAssets: { patterns: ['rules.asset.*'], keys: () => under('rules.asset.', ['points']) },
  ruleLayers: {
    patterns: ['rules.layer.*'],
    keys: () => under('rules.layer.', declared('packages/rules/src/outcome.ts', 'Layer')),
  },
  ...PACK_FAMILIES,
  ...RULE_FAMILIES,
};
