import { randomInt, randomUUID } from 'node:crypto';
import type { Client } from '../support/api';
import type { Sql } from '../support/shared';
import { makeUser, somePhone, type World } from '../support/world';
import type { SharedServer } from '../support/shared';

/** Where a row is, as seen from the first town of the county of those who try. */
export interface Place {
  name: 'town' | 'county' | 'province' | 'all';
  regionCode: string;
  townCode: string;
  world: World;
}

type Row = Record<string, unknown>;

/** Collections whose rows people keep by hand: values of a row there, or undefined where the place makes none of its own. */
export const MADE: Record<string, (place: Place, userId: number) => Row | Promise<Row>> = {
  // Each county has its row already; this is one more.
  sidanCounties: () => ({ regionCode: `99${digits(4)}`, name: '县', centerName: '中心' }),
  sidanRegions: ({ regionCode, townCode }) => ({
    regionCode,
    code: `${townCode}${nextVillage()}`,
    name: '村',
    level: 'village',
    parentCode: townCode,
  }),
  sidanSites: ({ regionCode, townCode }) => ({ regionCode, townCode, name: '站', kind: 'station', status: 'active' }),
  sidanCategories: ({ regionCode }) => ({ regionCode, catalog: 'platform', code: digits(9), name: '平台' }),
  sidanPeople: ({ regionCode, townCode }) => ({ regionCode, townCode, name: '李四', phone: somePhone() }),
  sidanVolunteers: ({ regionCode, townCode }) => ({
    regionCode,
    townCode,
    name: '李四',
    volunteerNo: digits(12),
    status: 'active',
  }),
  sidanTeams: ({ regionCode, townCode }) => ({
    regionCode,
    townCode,
    name: '队',
    level: 'squad',
    category: 'care',
    status: 'active',
  }),
  sidanTeamMembers: ({ regionCode, townCode, world }) => ({
    regionCode,
    townCode,
    name: '李四',
    teamId: world.teams.one,
    role: 'member',
    status: 'active',
  }),
  sidanServiceItems: ({ regionCode }) => ({
    regionCode,
    code: digits(9),
    name: '服务',
    category: 'care',
    status: 'closed',
  }),
  sidanOutlets: ({ regionCode, townCode }) => ({ regionCode, townCode, name: '店', kind: 'merchant' }),
  sidanRewards: ({ regionCode }) => ({
    regionCode,
    code: digits(9),
    name: '物',
    kind: 'goods',
    price: 1,
    status: 'off',
  }),
  sidanCampaigns: ({ regionCode }) => ({
    ...{ regionCode, code: digits(9), name: '活动', unit: '个', startsOn: '2026-05-01', endsOn: '2026-05-31' },
  }),
  sidanHouseholds: ({ regionCode, townCode }) => ({ regionCode, townCode, name: '户' }),
  sidanHouseholdMembers: async (place) => ({
    ...(await someoneIn(place)),
    householdId: await oneMore('sidanHouseholds', place),
    relation: 'child',
    proof: 'register',
  }),
  sidanGuardianships: async (place) => ({
    ...(await someoneIn(place)),
    guardianId: await oneMore('sidanPeople', place),
    reason: 'child',
    proof: 'register',
  }),
  sidanHouseholdChecks: async (place) => ({
    ...{ regionCode: place.regionCode, townCode: place.townCode, name: '户', period: 'month', cleanHouse: true },
    householdId: await oneMore('sidanHouseholds', place),
  }),
  sidanFunds: ({ regionCode }) => ({ regionCode, code: digits(9), name: '基金' }),
  sidanFundMembers: async (place) => ({
    ...(await someoneIn(place)),
    fundId: await oneMore('sidanFunds', place),
    reason: 'alone',
    rank: 1,
  }),
  sidanScopes: ({ regionCode, townCode }, userId) => ({ regionCode, scopeCode: townCode, role: 'siteManager', userId }),
};

/** What an update tries to write in each collection. */
export const CHANGED: Record<string, Record<string, unknown>> = {
  sidanCounties: { notice: '公告' },
  sidanRegions: { nameEn: 'Changed' },
  sidanSites: { introduction: '改' },
  sidanCategories: { description: '改' },
  sidanPeople: { address: '改' },
  sidanVolunteers: { skills: ['改'] },
  sidanTeams: { introduction: '改' },
  sidanTeamMembers: { role: 'deputy' },
  sidanServiceItems: { descriptionEn: 'Changed' },
  sidanScopes: { siteId: null },
  sidanOrders: { description: '改' },
  sidanOrderEvents: { reason: '改' },
  sidanOffers: { note: '改' },
  sidanAttendances: { minutes: 999 },
  sidanRatings: { score: 1 },
  sidanAccounts: { balance: 999 },
  sidanPostings: { amount: 999 },
  sidanDecisions: { amount: 999 },
  sidanTimers: { name: 'changed' },
  sidanOutbox: { template: 'changed' },
  sidanRequests: { action: 'changed' },
  sidanDisclosures: { reason: '改' },
  sidanPackVersions: { version: '9.9.9' },
  sidanPackActivations: { reason: '改' },
  sidanPackKeys: { name: '改' },
  sidanLifecycles: { digest: '改' },
  sidanPackPolicies: { untrusted: 'mark' },
  sidanOpen311Keys: { name: '改' },
  sidanImports: { fileName: '改' },
  sidanImportRows: { orderNo: '改' },
  sidanPlans: { title: '改' },
  sidanPlanDays: { orderNo: '改' },
  sidanCloses: { startedBy: '改' },
  sidanMonthStatements: { opening: 1 },
  sidanSettlements: { reference: '改' },
  sidanEmergencies: { name: '改' },
  sidanCertificates: { minutes: 999 },
  sidanOutlets: { contactName: '改' },
  sidanRewards: { descriptionEn: 'Changed' },
  sidanStocks: { quantity: 999 },
  sidanStockMoves: { note: '改' },
  sidanCampaigns: { unitEn: 'Changed' },
  sidanCampaignEntries: { quantity: 999 },
  sidanHouseholds: { address: '改' },
  sidanHouseholdMembers: { proofNote: '改' },
  sidanGuardianships: { proofNote: '改' },
  sidanHouseholdChecks: { note: '改' },
  sidanFunds: { purpose: '改' },
  sidanFundMembers: { rank: 9 },
  sidanRedemptions: { state: 'collected' },
  sidanRedemptionEvents: { reason: '改' },
  sidanFindings: { reason: '改' },
};

let village = 100;
/** Three digits, none twice. */
const nextVillage = (): string => String((village += 1));

const digits = (length: number): string => Array.from({ length }, () => randomInt(10)).join('');

export const hasTown = async (sql: Sql, collection: string): Promise<boolean> =>
  (
    await sql.query(`select 1 from information_schema.columns where table_name = $1 and column_name = 'townCode'`, [
      collection,
    ])
  ).length > 0;

const known = new Map<string, string>();

/** Some row that is there, the same each time. @throws Error when there is none: a cell that is tried on nothing proves nothing. */
export async function rowAt(sql: Sql, collection: string, place: Place): Promise<string> {
  const name = `${collection} ${place.name}`;
  const id = known.get(name) ?? (await findRow(sql, collection, place));
  if (!id) throw new Error(`no row of ${collection} in ${place.name}`);
  known.set(name, id);
  return id;
}

async function findRow(sql: Sql, collection: string, { regionCode, townCode }: Place): Promise<string | undefined> {
  const town = (await hasTown(sql, collection)) ? `and "townCode" = '${townCode}'` : '';
  const [row] = await sql.query<{ id: string }>(
    `select "id" from "${collection}" where "regionCode" = $1 ${town} order by "createdAt" limit 1`,
    [regionCode],
  );
  return row?.id;
}

const oneMore = (collection: string, place: Place): Promise<string> => makeRow(place.world.root, collection, place, 0);

/** Nobody belongs anywhere twice: somebody new. */
const someoneIn = async (place: Place): Promise<Row> => ({
  regionCode: place.regionCode,
  townCode: place.townCode,
  personId: await oneMore('sidanPeople', place),
});

/** A row of its own for somebody to change or destroy. */
export async function makeRow(root: Client, collection: string, place: Place, userId: number): Promise<string> {
  const id = randomUUID();
  await root.post(`${collection}:create`, { id, ...(await MADE[collection]!(place, userId)) });
  return id;
}

export const someUser = async (server: SharedServer, root: Client): Promise<number> =>
  (await makeUser(server, root, `spare-${randomUUID().slice(0, 8)}`)).userId;

/** Rows of rule packs, and of other things that only actions make, in a county, straight into the tables: what is tried is who sees them. The pack is switched off, so that it decides nothing. */
export async function makePackRows(sql: Sql, { regionCode, townCode }: Place): Promise<void> {
  const manifest = {
    name: `county-${regionCode}`,
    version: '1.0.0',
    title: { 'zh-CN': '本县规则', 'en-US': 'County rules' },
  };
  const rows: Record<string, Record<string, unknown>> = {
    sidanPackVersions: {
      name: manifest.name,
      version: manifest.version,
      layer: 'county',
      manifest,
      digest: regionCode,
      signature: 'unsigned',
      state: 'uploaded',
      uploadedAt: new Date(),
    },
    sidanPackActivations: {
      seq: 1,
      kind: 'off',
      packName: manifest.name,
      effectiveFrom: new Date(),
      at: new Date(),
      by: '某人',
      reason: '某因',
    },
    sidanLifecycles: { definition: 'order', definitionVersion: '9.0.0', digest: 'x' },
    sidanPackKeys: { keyId: regionCode, name: '某处', publicKey: regionCode, addedBy: '某人', at: new Date() },
    sidanPackPolicies: { untrusted: 'refuse', changedBy: '某人', at: new Date() },
    sidanOpen311Keys: { name: '某系统', prefix: 'abcdefgh', hash: regionCode, madeBy: '某人' },
    sidanImports: { fileName: '某表.xlsx', state: 'done', total: 0, columns: '{"header":[],"names":[],"ignored":[]}' },
    sidanImportRows: { rowNo: 2, state: 'faulty', importId: randomUUID(), problems: '[]' },
    sidanPlans: { title: '某计划', state: 'paused', townCode },
    sidanPlanDays: { planId: randomUUID(), date: '2026-01-02', state: 'skipped' },
    sidanCertificates: {
      number: `${regionCode}-2020-22222222`,
      state: 'refused',
      personId: randomUUID(),
      requestedAt: new Date(0),
      minutes: 60,
      content: '{}',
    },
    sidanStocks: { rewardId: randomUUID(), outletId: randomUUID(), quantity: 0, townCode },
    sidanStockMoves: { stockId: randomUUID(), seq: 1, kind: 'add', change: 1, left: 1, at: new Date(), townCode },
    sidanRedemptions: {
      redemptionNo: townCode,
      codeIndex: townCode,
      state: 'cancelled',
      quantity: 1,
      price: 0,
      townCode,
    },
    sidanRedemptionEvents: { redemptionId: randomUUID(), seq: 1, type: 'request', townCode },
    sidanCampaignEntries: {
      ...{ campaignId: randomUUID(), personId: randomUUID(), name: '某人', townCode },
      ...{ quantity: 1, asset: 'points', amount: 0, status: 'stands', at: new Date(0) },
    },
    sidanFindings: {
      key: `某规则:${townCode}`,
      townCode,
      rule: '某规则',
      state: 'dismissed',
      at: new Date(),
      outcome: '{}',
      evidence: '{"facts":[],"rows":[]}',
    },
    sidanCloses: { month: `${townCode}-01`, state: 'done', stage: 'stating', startedAt: new Date(0), problems: '[]' },
    sidanMonthStatements: {
      month: '2000-01',
      accountId: randomUUID(),
      ownerKind: 'fund',
      ownerId: townCode,
      asset: 'points',
    },
    sidanSettlements: { month: '2000-01', outletId: randomUUID(), asset: 'points', outletName: townCode },
    // Over long ago.
    sidanEmergencies: {
      name: '某应急',
      startsAt: new Date(0),
      endsAt: new Date(1),
      items: '[]',
      categories: '[]',
      story: '[]',
    },
  };
  for (const [table, row] of Object.entries(rows)) {
    const columns = ['id', 'regionCode', 'createdAt', 'updatedAt', ...Object.keys(row)];
    const town = 'townCode' in row ? ` and "townCode" = '${townCode}'` : '';
    const kept = await sql.query(`select 1 from "${table}" where "regionCode" = $1${town}`, [regionCode]);
    if (kept.length > 0) continue;
    await sql.query(
      `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
      [randomUUID(), regionCode, new Date(), new Date(), ...Object.values(row)],
    );
  }
}
