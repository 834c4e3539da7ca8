import { randomUUID } from 'node:crypto';
import type { ShopView } from '@sidan/plugin-sidan/api';
import type { Refusal } from '../../support/api';
import { makeFamily } from '../../support/documents/household';
import { serve } from '../../support/serve';
import { openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { bookOf, makeShop, request, type Shop } from '../../support/shop';
import { makeWorld, type World } from '../../support/world';

/** For whom somebody redeems, and what staff write down of a household. */
let server: SharedServer;
let sql: Sql;
let world: World;
let shop: Shop;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '134806');
  shop = await makeShop(world);
  await bookOf(sql).give(world.regionCode, world.people.volunteer.personId, 100);
}, 180_000);

afterAll(() => sql?.end());

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => '',
    (error: Refusal) => error.code,
  );

test('one redeems for one’s household and for whom one has served, and for nobody else by their name in the book', async () => {
  const { volunteer, resident, stranger, leader } = world.people;
  await serve(world, sql, 60);
  await makeFamily(world, volunteer, [leader]);
  const { recipients } = await volunteer.client.get<ShopView>('sidanShop:goods');
  expect(recipients).toEqual([
    { id: leader.personId, name: '王leader', relation: '父母' },
    {
      id: resident.personId,
      name: expect.stringMatching(/^王\*+$/),
      relation: expect.stringMatching(/^\d{4}-\d\d-\d\d 服务过的群众$/),
    },
  ]);
  const seen = (recipientId: string) => volunteer.client.get<ShopView>('sidanShop:goods', { recipientId });
  const soap = (view: ShopView) => view.rewards.find(({ id }) => id === shop.rewards.soap)!;
  expect(soap(await seen(resident.personId)).reasons).toEqual(['按现行规则，只能为本人兑换。']);
  expect(await code(seen(stranger.personId))).toBe('RECIPIENT_UNKNOWN');
  const asking = (beneficiaryId: string) =>
    code(request(volunteer.client, shop.rewards.soap, shop.outlets.site, { beneficiaryId }));
  expect(await asking(stranger.personId)).toBe('RECIPIENT_UNKNOWN');
  expect(await asking(resident.personId)).toBe('REDEEM_SELF_ONLY');
  expect(await asking(volunteer.personId)).toBe('');
  // Staff have whoever it is before them.
  const { siteManager } = world.people;
  const atCounter = { personId: volunteer.personId, beneficiaryId: stranger.personId };
  expect(await code(request(siteManager.client, shop.rewards.soap, shop.outlets.site, atCounter))).toBe(
    'REDEEM_SELF_ONLY',
  );
});

test('a period of a household is written down once, by whoever keeps the site, and is not changed without a reason', async () => {
  const { siteManager, countyAdmin, dispatcher, stranger } = world.people;
  const householdId = await makeFamily(world, stranger);
  const write = (who: typeof siteManager, values: Record<string, unknown>) =>
    who.client.post<{ id: string; term: string }>('sidanHouseholdChecks:create', {
      ...{ id: randomUUID(), household: { id: householdId } },
      ...values,
    });
  const made = await write(siteManager, { period: 'month', cleanHouse: true });
  expect(made.term).toMatch(/^\d{4}-\d{2}$/);
  expect(await code(write(siteManager, { period: 'month', cleanHouse: false }))).toBe('ALREADY_EXISTS');
  expect(await code(write(siteManager, { period: 'month', term: '2020-01' }))).toBe('INVALID_DATA');
  expect(await code(write(countyAdmin, { period: 'month', household: null }))).toBe('INVALID_DATA');
  await expect(write(dispatcher, { period: 'halfYear' })).rejects.toMatchObject({ status: 403 });
  const change = (values: Record<string, unknown>) =>
    code(world.root.post(`sidanHouseholdChecks:update?filterByTk=${made.id}`, values));
  expect(await change({ cleanHouse: false })).toBe('INVALID_DATA');
  expect(await change({ term: '2020-01', reason: '更正' })).toBe('FIELD_PROTECTED');
  expect(await code(world.root.post(`sidanHouseholdChecks:destroy?filterByTk=${made.id}`))).toBe('HISTORY_PROTECTED');
  expect((await write(countyAdmin, { period: 'halfYear', cleanHouse: true })).term).toMatch(/-(01|07)$/);
});
