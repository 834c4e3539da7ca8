import { randomUUID } from 'node:crypto';
import { refusalOf } from '../support/api';
import { openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { beganEarlier, makePerson, makeWorld, orderForm, orderIn, type Somebody, type World } from '../support/world';

/** What is asked for once happens once, however often and by however many at once. */
let server: SharedServer;
let world: World;
let sql: Sql;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '130982');
}, 180_000);

afterAll(() => sql?.end());

const count = async (text: string, ...params: unknown[]) =>
  Number((await sql.query<{ n: string }>(`select count(*) as n from ${text}`, params))[0]!.n);

test('a key brings its first answer back, to the same person for the same request only', async () => {
  const { resident, stranger, dispatcher } = world.people;
  const key = randomUUID();
  const first = await resident.client.place(orderForm(world), { key });
  const again = await resident.client.place(orderForm(world), { key });
  expect(again).toEqual({ ...first, replayed: true });
  for (const attempt of [
    resident.client.place(orderForm(world, { description: '别的' }), { key }),
    stranger.client.place(orderForm(world), { key }),
    resident.client.order('cancel', first.order.id, { reason: '不需要' }, { key }),
  ]) {
    expect(await refusalOf(attempt)).toMatchObject({ status: 409, code: 'KEY_REUSED' });
  }
  expect(await refusalOf(resident.client.place(orderForm(world), { key: 'with spaces' }))).toMatchObject({
    status: 400,
    code: 'KEY_INVALID',
  });

  // The key may come in the body as well, and an event is repeated as safely as a placing.
  const dispatch = { teamIds: [world.teams.one], idempotencyKey: randomUUID() };
  expect((await dispatcher.client.order('dispatch', first.order.id, dispatch)).replayed).toBe(false);
  expect((await dispatcher.client.order('dispatch', first.order.id, dispatch)).replayed).toBe(true);
  expect(await count('"sidanOffers" where "orderId" = $1', first.order.id)).toBe(1);
});

test('a refused request leaves its key unused', async () => {
  const { resident } = world.people;
  const key = randomUUID();
  expect((await refusalOf(resident.client.place(orderForm(world, { townCode: '1' }), { key })))?.status).toBe(422);
  expect((await resident.client.place(orderForm(world), { key })).replayed).toBe(false);
});

test('the same request 50 times at once places one order', async () => {
  const key = randomUUID();
  const before = await count('"sidanOrders" where "regionCode" = $1', world.regionCode);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => world.people.resident.client.place(orderForm(world), { key })),
  );
  expect(new Set(answers.map(({ order }) => order.id)).size).toBe(1);
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(await count('"sidanOrders" where "regionCode" = $1', world.regionCode)).toBe(before + 1);
  const id = answers[0]!.order.id;
  expect(await count('"sidanOrderEvents" where "orderId" = $1', id)).toBe(1);
});

test('points are awarded once, though confirmed 20 times at once', async () => {
  const id = await orderIn(world, 'serving');
  await beganEarlier(sql, id, 65);
  await world.people.volunteer.client.order('finish', id);
  const statuses = await Promise.all(
    Array.from({ length: 20 }, () =>
      world.people.resident.client
        .request('POST', `sidanOrders:confirm?filterByTk=${id}`, {})
        .then(({ status }) => status),
    ),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(19);
  expect(await sql.query('select "amount"::int as amount from "sidanPostings" where "subjectId" = $1', [id])).toEqual([
    { amount: 2 },
  ]);
});

test('fifty teams accept one order at once: one has it, 49 are told so, in each of 20 rounds', async () => {
  const { root, people, regionCode, towns } = world;
  const leaders: { somebody: Somebody; teamId: string }[] = [];
  const make = async (i: number) => {
    const somebody = await makePerson(server, root, regionCode, `captain${i}`, towns[0]);
    const teamId = randomUUID();
    await root.post('sidanTeams:create', {
      id: teamId,
      regionCode,
      name: `竞速队${i}`,
      level: 'squad',
      category: 'care',
      townCode: towns[0],
      status: 'active',
    });
    await root.post('sidanTeamMembers:create', {
      id: randomUUID(),
      regionCode,
      teamId,
      personId: somebody.personId,
      name: '队长',
      role: 'leader',
      status: 'active',
      townCode: towns[0],
    });
    leaders.push({ somebody, teamId });
  };
  for (let i = 0; i < 50; i += 5) await Promise.all([0, 1, 2, 3, 4].map((j) => make(i + j)));

  for (let round = 1; round <= 20; round += 1) {
    const { id } = (await people.resident.client.place(orderForm(world))).order;
    await people.dispatcher.client.order('dispatch', id, {
      teamIds: leaders.map(({ teamId }) => teamId),
      reason: '检验',
    });
    const answers = await Promise.all(
      leaders.map(({ somebody }) => somebody.client.request('POST', `sidanOrders:accept?filterByTk=${id}`, {})),
    );
    const winners = answers.filter(({ status }) => status === 200);
    expect([round, winners.length]).toEqual([round, 1]);
    const refusals = answers.filter(({ status }) => status !== 200);
    for (const { status, body } of refusals) {
      const [error] = (body as { errors: { code: string; message: string }[] }).errors;
      expect([status, error!.code]).toEqual([409, 'EVENT_NOT_ALLOWED']);
      expect(error!.message).toMatch(/[\u4e00-\u9fff]/);
    }
    const offers = await sql.query<{ state: string; n: number }>(
      'select "state" as state, count(*)::int as n from "sidanOffers" where "orderId" = $1 group by 1 order by 1',
      [id],
    );
    expect(offers).toEqual([
      { state: 'accepted', n: 1 },
      { state: 'withdrawn', n: 49 },
    ]);
  }
}, 180_000);
