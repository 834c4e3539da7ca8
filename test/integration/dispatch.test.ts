import type { Candidates, PackUploaded, Pile, PileSent } from '@sidan/plugin-sidan/api';
import { refusalOf } from '../support/api';
import { countyPack } from '../support/pack';
import { eventually, openSql, type Sql } from '../support/shared';
import { startServer, type Server } from '../support/server';
import { makePerson, makeWorld, orderForm, type Somebody, type World } from '../support/world';

/** Dispatch on the real database: ranking with reasons, overruling, the plan and its clocks, two things at once, a restart, and a morning's pile. */
let server: Server;
let sql: Sql;

beforeAll(async () => {
  server = await startServer();
  sql = await openSql(server);
}, 240_000);

afterAll(async () => {
  await sql?.end();
  await server?.stop();
});

const why = { 'zh-CN': '检验', 'en-US': 'Test' };

/** A county with a layer of its own, and two more teams, each with its leader. */
interface County extends World {
  more: { id: string; leader: Somebody }[];
}

async function county(regionCode: string, overlay?: Record<string, unknown>): Promise<County> {
  const world = await makeWorld(server, regionCode);
  const more: County['more'] = [];
  for (const [name, townCode] of [
    ['第三小队', world.towns[0]],
    ['第四小队', world.towns[1]],
  ] as const) {
    const leader = await makePerson(server, world.root, regionCode, `lead${more.length}`, townCode);
    const { id } = await world.root.post<{ id: string }>('sidanTeams:create', {
      regionCode,
      name,
      level: 'squad',
      category: 'other',
      townCode,
      status: 'active',
    });
    const member = {
      regionCode,
      teamId: id,
      personId: leader.personId,
      name,
      role: 'leader',
      status: 'active',
      townCode,
    };
    await world.root.post('sidanTeamMembers:create', member);
    more.push({ id, leader });
  }
  if (overlay) {
    await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
    const layer = {
      overlay: `layer-${regionCode}`,
      version: '1.0.0',
      of: { name: 'order', version: '^2' },
      reason: why,
    };
    const files = { 'workflows/order.json': { ...layer, ...overlay } };
    const { id } = await world.root.post<PackUploaded>('sidanPacks:upload', {
      archive: await countyPack({ regionCode, files }),
    });
    await world.root.post('sidanPacks:activate', { versionId: id, reason: '检验' });
  }
  return { ...world, more };
}

const place = async (world: World, more: Record<string, unknown> = {}) =>
  (await world.people.resident.client.place(orderForm(world, more))).order.id;
const candidatesOf = ({ people }: World, id: string) =>
  people.dispatcher.client.get<Candidates>('sidanOrders:candidates', { filterByTk: id });
const stateOf = async (id: string) =>
  (await sql.query<{ state: string }>('select "state" from "sidanOrders" where "id" = $1', [id]))[0]!.state;
const reaches = (id: string, state: string) => eventually(async () => (await stateOf(id)) === state, 30_000);
const openTo = async (id: string) =>
  (
    await sql.query<{ teamId: string }>(
      `select "teamId" from "sidanOffers" where "orderId" = $1 and "state" = 'open' order by "teamId"`,
      [id],
    )
  ).map(({ teamId }) => teamId);
const story = async ({ people }: World, id: string) => (await people.dispatcher.client.detail(id)).timeline;
/** Makes the clock of an order run out. */
const runOut = (id: string, event: string) =>
  sql.query(
    `update "sidanTimers" set "dueAt" = now() - interval '1 minute' where "orderId" = $1 and "event" = $2 and "state" = 'pending'`,
    [id, event],
  );
/** The end of the round that is being held, as the plan has it, is now. */
const passRound = (id: string) =>
  sql.query(
    `update "sidanOrders" set "dispatching" = jsonb_set("dispatching", array['runs', (jsonb_array_length("dispatching" -> 'runs') - 1)::text, 'until'], to_jsonb(now() - interval '1 minute'))
      where "id" = $1 and "dispatching" -> 'runs' -> -1 ? 'until'`,
    [id],
  );
const leaderOf = (world: County, teamId: string): Somebody =>
  ({ [world.teams.one]: world.people.leader, [world.teams.two]: world.people.leaderTwo })[teamId] ??
  world.more.find(({ id }) => id === teamId)!.leader;

test('teams are ranked by the county’s rules, each with its reasons; who is left out too; another choice needs a reason, which is kept', async () => {
  const world = await county('510121');
  const { dispatcher } = world.people;
  const { one, two } = world.teams;
  const [three, four] = world.more.map(({ id }) => id) as [string, string];
  const away = { awayFrom: '2020-01-01T00:00:00Z', awayUntil: '2099-01-01T00:00:00Z' };
  await world.root.post(`sidanTeams:update?filterByTk=${four}`, away);
  const id = await place(world);
  const found = await candidatesOf(world, id);
  expect(found.rows.map(({ teamId }) => teamId)).toEqual([one, two, three]);
  expect(found.rows.map((row) => row.place)).toEqual([1, 2, 3]);
  expect(found.rows[0]).toMatchObject({ name: '第一小队', categoryName: '关爱服务', members: 2 });
  expect(found.rows[0]!.reasons).toEqual(
    expect.arrayContaining([
      { text: '队伍专业对口', weight: 500 },
      { text: '队伍就在当地', weight: 20 },
    ]),
  );
  expect(found.rows[0]!.known).toContain('专业对口');
  expect(found.leftOut).toMatchObject([{ teamId: four, reasons: [{ text: expect.stringMatching(/不在岗|外出/) }] }]);
  expect(found.leftOut[0]!.place).toBeUndefined();
  expect(found.event).toMatchObject({ type: 'dispatch', label: '派单' });
  expect(found.plan).toBeUndefined();
  const english = await dispatcher.client.request('GET', `sidanOrders:candidates?filterByTk=${id}`, undefined, {
    language: 'en-US',
  });
  expect(JSON.stringify(english.data)).not.toMatch(/packs\.|lifecycle\./);

  for (const teamIds of [[two], [four], [one, three]]) {
    const refused = await refusalOf(dispatcher.client.order('dispatch', id, { teamIds }));
    expect([refused?.status, refused?.code]).toEqual([422, 'OVERRULE_REASON']);
  }
  expect(await stateOf(id)).toBe('waiting');
  const sent = await dispatcher.client.order('dispatch', id, { teamIds: [two], reason: '第二小队熟悉这位老人' });
  expect(sent.order.state).toBe('offered');
  const line = (await story(world, id)).at(-1)!;
  expect(line).toMatchObject({ reason: '第二小队熟悉这位老人', because: ['系统首选：第一小队'] });
  // Who orders sees neither.
  const mine = (await world.people.resident.client.detail(id)).timeline.at(-1)!;
  expect(mine.because).toBeUndefined();

  // A service of its own trade only: the others are left out, and why.
  const only = (tradeOnly: boolean) =>
    world.root.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, { tradeOnly });
  await only(true);
  const trade = await candidatesOf(world, id);
  await only(false);
  expect(trade.rows.map(({ teamId }) => teamId)).toEqual([one]);
  expect(trade.leftOut.find(({ teamId }) => teamId === three)!.reasons).toEqual([
    { text: '本项服务只派专业对口的队伍' },
  ]);

  // Asked already: not suggested again, and the next best needs no reason. The best two at once neither.
  const asked = await candidatesOf(world, id);
  expect(asked.asked).toMatchObject([{ teamId: two }]);
  expect(asked.rows.map(({ teamId }) => teamId)).toEqual([one, three]);
  await dispatcher.client.order('dispatch', id, { teamIds: [one] });
  const both = await place(world);
  const order = (await candidatesOf(world, both)).rows.map(({ teamId }) => teamId).slice(0, 2);
  await dispatcher.client.order('dispatch', both, { teamIds: order });
  expect((await story(world, both)).at(-1)!.because).toBeUndefined();

  await world.people.leaderTwo.client.order('decline', id, { reason: '忙' });
  const after = await candidatesOf(world, id);
  expect(after.leftOut.find(({ teamId }) => teamId === two)!.reasons).toEqual([{ text: '队伍已退回本单' }]);
  // One that has been accepted goes to nobody.
  await world.people.leader.client.order('accept', id);
  expect((await candidatesOf(world, id)).event).toBeUndefined();
}, 120_000);

const CLAIMING = {
  regions: { claim: { on: true, reason: why } },
  dispatch: {
    reason: why,
    rounds: [
      { to: 'best', count: 1, refill: 1, for: { minutes: 90 } },
      { to: 'open', for: { minutes: 60 } },
      { to: 'ask' },
    ],
  },
};

test('the plan: the best is asked, another in place of who declines, then it is open to all, then the dispatcher’s turn', async () => {
  const world = await county('510122', CLAIMING);
  const id = await place(world);
  await reaches(id, 'offered');
  expect(await openTo(id)).toEqual([world.teams.one]);
  // The round's own span, not the item's two hours of the response clock.
  const [spans] = await sql.query<{ same: boolean }>(
    `select o."dueAt" = f."expiresAt" and o."dueAt" = t."dueAt" and (o."dispatching" -> 'runs' -> 0 ->> 'until')::timestamptz = o."dueAt" as same
       from "sidanOrders" o join "sidanOffers" f on f."orderId" = o."id" join "sidanTimers" t on t."orderId" = o."id" and t."event" = 'responseClock' and t."state" = 'pending'
      where o."id" = $1`,
    [id],
  );
  expect(spans!.same).toBe(true);
  const first = (await story(world, id)).at(-1)!;
  expect(first).toMatchObject({ type: 'dispatch', by: '系统' });
  expect(first.because!.join()).toContain('派给最合适的 1 支队伍');
  expect(first.because!.join()).toContain('队伍就在当地 +20');
  expect((await candidatesOf(world, id)).plan).toMatchObject({ now: '派单方案：1 支队伍待答复' });

  await world.people.leader.client.order('decline', id, { reason: '忙' });
  await eventually(async () => (await openTo(id)).join() === world.teams.two, 30_000);
  expect(await stateOf(id)).toBe('offered');
  // The last: nobody is asked in its place any more, so that it opens to all in the same step.
  await world.people.leaderTwo.client.order('decline', id, { reason: '忙' });
  expect(await stateOf(id)).toBe('claimable');
  expect((await candidatesOf(world, id)).plan!.until).toBeDefined();
  await passRound(id);
  await runOut(id, 'claimClock');
  await eventually(async () => (await story(world, id)).at(-1)!.type === 'hand', 30_000);
  expect(await stateOf(id)).toBe('waiting');
  expect((await story(world, id)).at(-1)).toMatchObject({ label: '转派单员处理', by: '系统' });
  // It is theirs now; what they ask is theirs to wait for.
  await world.people.dispatcher.client.order('dispatch', id, { teamIds: [world.more[0]!.id], reason: '电话里说好了' });
  await world.more[0]!.leader.client.order('accept', id);
  const [left] = await sql.query<{ count: number }>(
    `select count(*)::int as count from "sidanTimers" where "orderId" = $1 and "state" = 'pending'`,
    [id],
  );
  expect(left!.count).toBe(0);
}, 120_000);

test('no answer: open to all when the span is over; who takes it back has it in hand; the dispatcher hears of nothing that goes on by itself', async () => {
  const world = await county('510123', CLAIMING);
  const id = await place(world);
  await reaches(id, 'offered');
  await passRound(id);
  await runOut(id, 'responseClock');
  await reaches(id, 'claimable');
  await world.people.leader.client.order('claim', id, { teamId: world.teams.one });
  expect(await stateOf(id)).toBe('accepted');

  const other = await place(world);
  await reaches(other, 'offered');
  await world.people.dispatcher.client.order('withdraw', other, { reason: '先联系老人' });
  const templates = async (orderId: string) =>
    (
      await sql.query<{ template: string; to: string[] }>(
        `select "template", "payload" -> 'to' as "to" from "sidanOutbox" where "orderId" = $1`,
        [orderId],
      )
    ).filter(({ to }) => to.includes('dispatcher'));
  expect(await templates(other)).toEqual([]);
  await new Promise((done) => setTimeout(done, 3000));
  expect(await stateOf(other)).toBe('waiting');
}, 120_000);

test('absent teams are skipped, and an order without anybody to ask comes to the dispatcher, who is told', async () => {
  const world = await county('510124', CLAIMING);
  for (const teamId of [world.teams.one, world.teams.two, ...world.more.map(({ id }) => id)])
    await world.root.post(`sidanTeams:update?filterByTk=${teamId}`, { status: 'paused' });
  const id = await place(world);
  await eventually(async () => (await story(world, id)).at(-1)!.type === 'hand', 30_000);
  expect((await story(world, id)).at(-1)!.because!.join()).toContain('没有可派的队伍');
  const told = await sql.query(`select 1 from "sidanOutbox" where "orderId" = $1 and "template" = 'dispatchNeeded'`, [
    id,
  ]);
  expect(told).toHaveLength(1);
}, 120_000);

test('a decline and the end of the round at once: one of both counts, and the plan goes on once', async () => {
  const world = await county('510125', {
    dispatch: { reason: why, rounds: [{ to: 'best', count: 1, times: 3, for: { minutes: 90 } }, { to: 'ask' }] },
  });
  for (let round = 0; round < 3; round += 1) {
    const id = await place(world);
    await reaches(id, 'offered');
    const [teamId] = await openTo(id);
    await passRound(id);
    const declined = leaderOf(world, teamId!).client.order('decline', id, { reason: '忙' });
    await Promise.all([runOut(id, 'responseClock'), refusalOf(declined)]);
    await eventually(async () => {
      const open = await openTo(id);
      return open.length === 1 && open[0] !== teamId;
    }, 30_000);
    const types = (await story(world, id)).map(({ type }) => type);
    expect(types.filter((type) => type === 'decline' || type === 'responseClock')).toHaveLength(1);
    expect(types.filter((type) => type === 'dispatch')).toHaveLength(2);
    await world.people.dispatcher.client.order('cancel', id, { reason: '不再需要' });
  }
}, 120_000);

test('up the levels, each with its own teams, until the centre', async () => {
  const world = await county('510126', {
    regions: { levels: { on: true, reason: why } },
    dispatch: {
      reason: why,
      rounds: [
        { to: 'best', at: ['institute', 'station'], count: 1, refill: 0, for: { minutes: 60 } },
        { to: 'up' },
        { to: 'ask' },
      ],
    },
  });
  const site = await world.root.post<{ id: string }>('sidanSites:create', {
    regionCode: world.regionCode,
    townCode: world.towns[1],
    name: '第二镇实践所',
    kind: 'institute',
    status: 'active',
  });
  const id = await place(world);
  await eventually(async () => (await story(world, id)).at(-1)!.type === 'hand', 30_000);
  await world.people.dispatcher.client.order('delegate', id, { siteId: site.id });
  await reaches(id, 'offered');
  // The institute's town has the second and the fourth team; the order is of the first town.
  expect(await openTo(id)).toEqual([world.teams.two]);
  await passRound(id);
  await runOut(id, 'responseClock');
  await eventually(async () => (await stateOf(id)) === 'waiting', 30_000);
  const [{ level } = { level: '' }] = await sql.query<{ level: string }>(
    'select "level" from "sidanOrders" where "id" = $1',
    [id],
  );
  expect(level).toBe('center');
}, 120_000);

test('the server is killed before the plan’s turn: it takes it after the restart, once', async () => {
  const world = await county('510127', CLAIMING);
  // Held back until the server is gone.
  await sql.query(`
    create function hold_turn() returns trigger language plpgsql as $$ begin new."dueAt" = new."dueAt" + interval '1 hour'; return new; end $$;
    create trigger hold_turn before insert on "sidanTimers" for each row when (new."event" = 'dispatch.turn') execute function hold_turn()`);
  const id = await place(world);
  await server.kill();
  await sql.query(`drop trigger hold_turn on "sidanTimers"; drop function hold_turn`);
  await runOut(id, 'dispatch.turn');
  await server.restart();
  await reaches(id, 'offered');
  expect(await openTo(id)).toEqual([world.teams.one]);
  const types = (await story(world, id)).map(({ type }) => type);
  expect(types).toEqual(['place', 'dispatch']);
}, 240_000);

test('a morning’s pile: previewed, changed, confirmed; what changed meanwhile is reported; run again it is harmless', async () => {
  const world = await county('510128');
  const { dispatcher, resident } = world.people;
  const ids: string[] = [];
  for (let n = 0; n < 6; n += 1) ids.push(await place(world, { description: `第 ${n + 1} 单` }));
  await world.root.post(`sidanOrders:update?filterByTk=${ids[4]!}`, { priority: 'urgent' });
  const preview = await dispatcher.client.get<Pile>('sidanOrders:pile');
  expect(preview.rows.map(({ orderId }) => orderId)).toEqual([ids[4], ...ids.filter((id) => id !== ids[4])]);
  expect(preview.given).toBe(6);
  expect(preview.rows.every(({ because, teams }) => because.length > 0 && teams.length === 1)).toBe(true);
  // Not all to the best team of each.
  expect(new Set(preview.rows.map(({ teams }) => teams[0]!.teamId)).size).toBeGreaterThan(1);
  expect((await resident.client.get<Pile>('sidanOrders:pile')).rows).toEqual([]);

  const rows = preview.rows.map(({ orderId, version, teams }) => ({
    orderId,
    version,
    teamIds: teams.map(({ teamId }) => teamId),
  }));
  const changed = rows[1]!;
  await resident.client.order('cancel', changed.orderId, { reason: '不需要了' });
  // Somebody else dispatched it by hand and took it back.
  const moved = rows[2]!;
  await dispatcher.client.order('dispatch', moved.orderId, { teamIds: moved.teamIds, reason: '先派' });
  await dispatcher.client.order('withdraw', moved.orderId, { reason: '收回' });
  const other = rows[3]!;
  const worst = preview.rows[3]!.choices.at(-1)!.teamId;
  const key = 'pile-510128';
  const send = () =>
    dispatcher.client.request(
      'POST',
      'sidanOrders:dispatchPile',
      { rows: rows.map((row) => (row === other ? { ...row, teamIds: [worst] } : row)) },
      { key },
    );
  const sent = (await send()).data as PileSent;
  expect(sent.rows.map((row) => row.code ?? 'sent')).toEqual([
    'sent',
    'ORDER_CHANGED',
    'ORDER_CHANGED',
    'OVERRULE_REASON',
    'sent',
    'sent',
  ]);
  expect([sent.sent, sent.refused]).toEqual([3, 3]);
  expect(sent.rows[1]!.message).toMatch(/有变化/);
  expect(await stateOf(other.orderId)).toBe('waiting');
  const again = (await send()).data as PileSent;
  expect(again.rows.map((row) => row.code ?? 'sent')).toEqual(sent.rows.map((row) => row.code ?? 'sent'));
  const offers = await sql.query<{ count: number }>(
    `select count(*)::int as count from "sidanOffers" where "orderId" = any($1::uuid[]) group by "orderId"`,
    [[rows[0]!, rows[4]!, rows[5]!].map(({ orderId }) => orderId)],
  );
  expect(offers.map(({ count }) => count)).toEqual([1, 1, 1]);
  expect((await story(world, rows[0]!.orderId)).at(-1)!.because).toEqual(['批量派单']);
  const reasoned = await dispatcher.client.post<PileSent>('sidanOrders:dispatchPile', {
    rows: [{ ...other, teamIds: [worst], reason: '他们顺路' }],
  });
  expect(reasoned.sent).toBe(1);
}, 120_000);
