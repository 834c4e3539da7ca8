/**
 * The API documentation says what the code does: every action that is registered has its path, every schema is that of the REST types, and the whole is a
 * valid OpenAPI 3.0 document. `SIDAN_WRITE=1 npx jest --selectProjects unit --testPathPatterns unit/swagger` writes the schemas anew.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { DefinitionFile } from '../../packages/lifecycle/src';
import { orderActions } from '../../packages/plugin/src/server/actions/orders';
import {
  ledgerActions,
  offerActions,
  peopleActions,
  portalActions,
  workbenchActions,
} from '../../packages/plugin/src/server/actions/portal';
import { importActions } from '../../packages/plugin/src/server/actions/imports';
import { intakeActions } from '../../packages/plugin/src/server/actions/intake';
import { campaignActions, campaignEntryActions } from '../../packages/plugin/src/server/actions/campaigns';
import { bankActions } from '../../packages/plugin/src/server/actions/bank';
import { closeActions } from '../../packages/plugin/src/server/actions/closes';
import { emergencyActions } from '../../packages/plugin/src/server/actions/emergencies';
import { certificateActions } from '../../packages/plugin/src/server/actions/certificates';
import { findingActions } from '../../packages/plugin/src/server/actions/findings';
import { planActions } from '../../packages/plugin/src/server/actions/plans';
import { open311Actions } from '../../packages/plugin/src/server/actions/open311';
import { packActions } from '../../packages/plugin/src/server/actions/packs';
import { lifecycleActions } from '../../packages/plugin/src/server/actions/lifecycles';
import { transferActions } from '../../packages/plugin/src/server/actions/transfers';
import { redemptionActions, shopActions, stockActions } from '../../packages/plugin/src/server/actions/shop';
import { settlementActions } from '../../packages/plugin/src/server/actions/settlements';
import { setupActions } from '../../packages/plugin/src/server/actions/setup';
import { ERROR_CODES } from '../../packages/plugin/src/server/errors';
import { orderFields } from '../../packages/plugin/src/server/forms/fields';
import sidanOrders from '../../packages/plugin/src/server/collections/sidanOrders';
import type { Sidan } from '../../packages/plugin/src/server/sidan';
import { readJson, REPO } from './support/files';
import { typeSchemas, type Schema } from './support/typeSchemas';
import { openApi } from './support/openApi';

const SCHEMAS = 'packages/plugin/src/swagger/schemas.json';
if (process.env.SIDAN_WRITE) writeFileSync(join(REPO, SCHEMAS), `${JSON.stringify(typeSchemas(), null, 2)}\n`);

// eslint-disable-next-line @typescript-eslint/no-require-imports
const document = (require('../../packages/plugin/src/swagger') as { default: Document }).default;

interface Operation {
  parameters: { name: string; in: string }[];
  requestBody?: {
    content: Record<string, { schema: Schema & { properties: Record<string, unknown>; required?: string[] } }>;
  };
  responses: Record<string, { description: string }>;
  description?: string;
}

interface Document {
  paths: Record<string, { get?: Operation; post?: Operation }>;
  components: { schemas: Record<string, Schema> };
}

const { events } = readJson<DefinitionFile>('workflows/order.json');
const redeeming = readJson<DefinitionFile>('workflows/redemption.json').events;
const sidan = {
  lifecycles: { events: Object.keys(events) },
  redemptions: { events: Object.keys(redeeming) },
} as unknown as Sidan;
const core = new Set<string>();
const registered = {
  sidanOrders: orderActions(sidan, core),
  sidanOffers: offerActions(sidan),
  sidanPortal: portalActions(sidan, core),
  sidanLedger: ledgerActions(sidan),
  sidanPeople: peopleActions(sidan),
  sidanWorkbench: workbenchActions(sidan),
  sidanPacks: packActions(sidan),
  sidanLifecycles: lifecycleActions(sidan),
  sidanIntake: intakeActions(sidan, new Set()),
  sidanImports: importActions(undefined as never, sidan),
  sidanPlans: planActions(sidan, core),
  sidanBank: bankActions(sidan),
  sidanCloses: closeActions(sidan),
  sidanEmergencies: emergencyActions(sidan),
  sidanCertificates: certificateActions(sidan),
  sidanShop: shopActions(sidan),
  sidanRedemptions: redemptionActions(sidan),
  sidanSettlements: settlementActions(sidan),
  sidanStocks: stockActions(sidan),
  sidanCampaigns: campaignActions(sidan),
  sidanCampaignEntries: campaignEntryActions(sidan),
  sidanTransfers: transferActions(sidan),
  sidanFindings: findingActions(sidan),
  sidanOpen311: open311Actions(sidan),
  sidanSetup: setupActions(undefined as never, sidan, ''),
};

const operation = (path: string) => document.paths[path]!.post ?? document.paths[path]!.get!;

describe('API documentation', () => {
  it('has a path for every action, and no other', () => {
    const actions = Object.entries(registered).flatMap(([resource, handlers]) =>
      Object.keys(handlers).map((name) => `/${resource}:${name}`),
    );
    expect(Object.keys(document.paths).sort()).toEqual(actions.sort());
  });

  it('has the schemas of the REST types', () => {
    expect(document.components.schemas).toEqual(typeSchemas());
  });

  it('is a valid OpenAPI document, with every reference in it', () => {
    const check = new Ajv({ strict: false, allErrors: true }).compile(openApi);
    const whole = { openapi: '3.0.3', ...document };
    check(whole);
    expect(check.errors ?? []).toEqual([]);
    const references = [...JSON.stringify(whole).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name!,
    );
    expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
  });

  it('gives the fields, senders and key of every event', () => {
    for (const [type, { by, data = {} }] of Object.entries(events)) {
      const fields = Object.entries(data).map(([name, { required }]) => ({ name, required }));
      const { parameters, requestBody, description } = operation(`/sidanOrders:${type}`);
      expect(parameters.map(({ name }) => name)).toContain('Idempotency-Key');
      if (type === 'place' || type === 'declare') continue;
      expect(description).toContain(`By: ${by.join(', ')}.`);
      const body = requestBody!.content['application/json']!.schema;
      expect(Object.keys(body.properties).filter((name) => name !== 'teamId')).toEqual(fields.map(({ name }) => name));
      expect(body.required ?? []).toEqual(fields.filter(({ required }) => required).map(({ name }) => name));
    }
  });

  it('gives the fields of the form for placing an order', () => {
    const fields = new Map(
      (sidanOrders.fields ?? []).map((options) => [options.name as string, { name: options.name as string, options }]),
    );
    const form = orderFields(
      { fields, getField: (name: string) => fields.get(name) } as never,
      new Set(fields.keys()),
      String,
    );
    const { properties, required } = operation('/sidanOrders:place').requestBody!.content['application/json']!.schema;
    const ours = Object.keys(properties).filter(
      (name) => !['serviceItemId', 'requesterId', 'beneficiaryId', 'channel'].includes(name),
    );
    expect(ours).toEqual(form.map(({ name }) => name));
    expect(required).toEqual(['serviceItemId', ...form.filter((field) => field.required).map(({ name }) => name)]);
  });

  it('names error codes that exist', () => {
    const named = Object.keys(document.paths).flatMap((path) =>
      Object.entries(operation(path).responses).flatMap(([status, { description }]) =>
        status === '200' ? [] : description.split(', '),
      ),
    );
    expect([...new Set(named)].filter((code) => !ERROR_CODES.includes(code as never))).toEqual([]);
  });
});
