import type { CallerView, IntakeDesk, KnownOrder, OrderAnswer, OrderDetail } from '@sidan/plugin-sidan/api';
import { type Client, codeOf, refusalOf } from '../support/api';
import { openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { makeWorld, somePhone, type World } from '../support/world';

/** Orders that staff take down for others: who asks and who is helped, consent, and knowing a caller again. */
let server: SharedServer;
let world: World;
let sql: Sql;
let clerk: Client;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '130537');
  clerk = world.people.dispatcher.client;
}, 300_000);

afterAll(async () => {
  await sql?.end();
});

type Sent = Record<string, unknown>;

let houses = 0;
const asked = (more: Sent = {}): Sent => ({
  regionCode: world.regionCode,
  serviceItemId: world.items.plain,
  channel: 'clerk',
  requester: { name: '赵桂兰' },
  consent: 'spoken',
  ...more,
  // Nobody else's place, unless a test says so.
  values: { townCode: world.towns[0], address: `新区${++houses}号`, ...((more.values as Sent | undefined) ?? {}) },
});
const place = async (more: Sent = {}, who = clerk, options = {}) =>
  (await who.post<OrderAnswer>('sidanIntake:place', asked(more), options)).order;
const detail = (id: string, who = clerk) => who.get<OrderDetail>('sidanOrders:detail', { filterByTk: id });
const caller = (phone: string, who = clerk) =>
  who.post<CallerView>('sidanIntake:caller', { phone, regionCode: world.regionCode });

test('somebody without a telephone: one person, however often they come; consent stands in the order', async () => {
  const home = { address: '老街7号' };
  const first = await place({ values: home });
  const second = await place({ serviceItemId: world.items.reviewed, consent: 'signed', values: home });
  await place({ isAnother: true, values: { address: '新街9号' } });
  const people = await sql.query<{ address: string; consentVia: string; phone: string | null }>(
    `select "address", "consentVia", "phone" from "sidanPeople" where "regionCode" = $1 and "name" = '赵桂兰' order by "createdAt"`,
    [world.regionCode],
  );
  expect(people).toEqual([
    { address: '老街7号', consentVia: 'clerk', phone: null },
    { address: '新街9号', consentVia: 'clerk', phone: null },
  ]);
  const shown = await detail(first.id);
  expect(shown).toMatchObject({ requesterName: '赵桂兰', contactName: '赵桂兰', consent: { way: '当面口头同意' } });
  expect(shown.consent!.at).toBe(shown.timeline[0]!.at);
  expect(shown.timeline[0]!.by).toContain(shown.consent!.by);
  expect(shown.beneficiaryName).toBeUndefined();
  expect((await detail(second.id)).consent!.way).toBe('书面签字同意');
});

test('who asks and who is helped are two people, and one where they are the same', async () => {
  const phone = somePhone();
  const { id } = await place({
    channel: 'hotline',
    requester: { name: '孙立', phone },
    beneficiary: { name: '孙大爷' },
    consent: 'guardian',
  });
  expect(await detail(id)).toMatchObject({
    requesterName: '孙立',
    beneficiaryName: '孙大爷',
    consent: { way: '监护人或家属代为同意' },
  });
  const [row] = await sql.query<{ channel: string; apart: boolean }>(
    `select "channel", "requesterId" <> "beneficiaryId" as apart from "sidanOrders" where "id" = $1`,
    [id],
  );
  expect(row).toEqual({ channel: 'hotline', apart: true });
  const same = await place({
    isAnother: true,
    requester: { name: '孙立', phone },
    beneficiary: { name: '孙立', phone },
  });
  expect((await detail(same.id)).beneficiaryName).toBeUndefined();
});

test('all that is missing or wrong is said at once', async () => {
  const refusal = await refusalOf(
    clerk.post('sidanIntake:place', {
      ...asked({
        requester: { name: '', phone: '12ab' },
        beneficiary: { idNo: '1' },
        consent: 'perhaps',
        channel: 'portal',
      }),
      values: { townCode: world.towns[0], nothing: 'such' },
    }),
  );
  expect(refusal?.code).toBe('INVALID_DATA');
  const { consent: _none, ...without } = asked();
  expect((await refusalOf(clerk.post('sidanIntake:place', without)))?.code).toBe('INVALID_DATA');
});

test('the same key is one order; with somebody else named it is refused', async () => {
  const key = `clerk-${world.regionCode}`;
  const phone = somePhone();
  const sheet = asked();
  const send = (name: string) =>
    clerk.post<OrderAnswer>('sidanIntake:place', { ...sheet, requester: { name, phone }, idempotencyKey: key });
  const [one, two] = await Promise.all([send('钱一'), send('钱一')]);
  expect(two.order.id).toBe(one.order.id);
  expect((await refusalOf(send('钱二')))?.code).toBe('KEY_REUSED');
});

test('a caller is known by the whole number, with what is under way; outside one’s area hardly anything is told', async () => {
  const phone = somePhone();
  const { id, orderNo } = await place({
    channel: 'hotline',
    requester: { name: '周小梅', phone },
    values: { townCode: world.towns[1], address: '老街7号' },
  });
  expect(await caller(phone)).toEqual({
    people: [{ name: '周小梅', townCode: world.towns[1], townName: '第2镇', address: '老街7号', isNear: true }],
    orders: [
      expect.objectContaining({
        id,
        orderNo,
        serviceItemId: world.items.plain,
        itemName: '上门陪护',
        stateName: '待派单',
        requesterName: '周小梅',
        isOpen: true,
      }),
    ],
  });
  const far = await caller(phone, world.people.siteManager.client);
  expect(far.people).toEqual([{ name: '周**', isNear: false }]);
  expect(Object.keys(far.orders[0]!).sort()).toEqual(['isOpen', 'itemName', 'placedAt', 'serviceItemId']);
  expect(await caller(somePhone().replace(/^1/, '1'))).toEqual({ people: [], orders: [] });
  expect((await refusalOf(caller(phone.slice(0, 4))))?.code).toBe('INVALID_DATA');
  expect((await refusalOf(caller(phone, world.people.resident.client)))?.code).toBe('NOT_ALLOWED');

  // What is over is told as such, behind what is under way.
  await clerk.post(`sidanOrders:cancel?filterByTk=${id}`, { reason: '本人取消' });
  const { id: next } = await place({ requester: { name: '周小梅', phone }, values: { townCode: world.towns[1] } });
  expect((await caller(phone)).orders.map((order) => [order.id, order.isOpen])).toEqual([
    [next, true],
    [id, false],
  ]);
});

test('what is likely the same is told before anything is placed, with why; nothing is merged or placed in silence', async () => {
  const phone = somePhone();
  const asks = { name: '吴大妈', phone };
  const at = (address: string) => ({ townCode: world.towns[0], address });
  const first = await place({ requester: asks, values: at('桥头3号') });
  const similar = async (more: Sent, who = clerk): Promise<KnownOrder[]> => {
    const refusal = await refusalOf(who.post('sidanIntake:place', asked(more)));
    expect(refusal?.code).toBe('ORDER_SIMILAR');
    return refusal!.errors[0]!.params!.orders as KnownOrder[];
  };
  expect(await similar({ requester: asks, values: at('桥头 3号') })).toEqual([
    expect.objectContaining({
      id: first.id,
      orderNo: first.orderNo,
      stateName: '待派单',
      because: ['同一点单人或受助人', '同一地址'],
    }),
  ]);
  const why = async (more: Sent) => (await similar(more)).map(({ because }) => because);
  const son = { name: '郑新', phone };
  expect(await why({ requester: son, values: at('别处1号') })).toEqual([['同一电话']]);
  expect(await why({ requester: { name: '吴大妈' }, values: at('别处2号') })).toEqual([['同乡镇同姓名']]);
  expect(await why({ requester: { name: '马六' }, values: at('桥头3号') })).toEqual([['同一地址']]);
  expect(await why({ requester: { name: '马六' }, beneficiary: asks, values: at('别处3号') })).toEqual([
    ['同一点单人或受助人'],
  ]);
  // Nobody was made for what was not placed.
  const made = await sql.query(`select 1 from "sidanPeople" where "regionCode" = $1 and "name" in ('马六', '郑新')`, [
    world.regionCode,
  ]);
  expect(made).toEqual([]);

  // Another service, another day, and what the clerk says is another one.
  await place({ serviceItemId: world.items.reviewed, requester: asks, values: at('桥头3号') });
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const dated = await place({ isAnother: true, requester: asks, values: { ...at('桥头3号'), expectStart: day(3) } });
  expect(
    (await similar({ requester: asks, values: { ...at('桥头3号'), expectStart: day(10) } })).map(({ id }) => id),
  ).toEqual([first.id]);
  expect(
    (await similar({ requester: asks, values: { ...at('桥头3号'), expectStart: day(4) } })).map(({ id }) => id),
  ).toEqual([dated.id, first.id]);
  for (const { id } of [first, dated]) await clerk.order('cancel', id, { reason: '不需要了' });
  await place({ requester: asks, values: at('桥头3号') });
});

test('of two clerks who take one call the second is told of the order of the first', async () => {
  const requester = { name: '冯先生', phone: somePhone() };
  const answers = await Promise.all([
    refusalOf(clerk.post('sidanIntake:place', asked({ requester }))),
    refusalOf(world.people.countyAdmin.client.post('sidanIntake:place', asked({ requester }))),
  ]);
  expect(answers.map((answer) => answer?.code ?? 'placed').sort()).toEqual(['ORDER_SIMILAR', 'placed']);
});

test('the desk has the county’s menu, and a form with the towns of one’s own area', async () => {
  const desk = (who: typeof clerk) => who.get<IntakeDesk>('sidanIntake:desk', { regionCode: world.regionCode });
  const own = await desk(clerk);
  expect(own.items.map(({ name }) => name).sort()).toEqual(['上门陪护', '家电维修']);
  const field = ({ fields }: IntakeDesk, name: string) => fields.find((one) => one.name === name)!;
  expect(field(own, 'townCode').options!.map(({ value }) => value)).toEqual([...world.towns]);
  expect(field(own, 'contactPhone').required).toBe(false);
  expect(own.counties).toEqual([{ regionCode: world.regionCode, name: `测试县${world.regionCode}` }]);
  expect(field(await desk(world.people.siteManager.client), 'townCode').options!.map(({ value }) => value)).toEqual([
    world.towns[0],
  ]);
});

test('duplicates stand on each other’s page, and are merged by a dispatcher who says why', async () => {
  const requester = { name: '陈大娘', phone: somePhone() };
  const first = await place({ requester });
  const second = await place({ requester, isAnother: true });
  const shown = await detail(second.id);
  expect(shown.duplicates).toEqual([
    expect.objectContaining({ id: first.id, orderNo: first.orderNo, because: ['同一点单人或受助人'], mayMerge: true }),
  ]);
  // Of another town’s only that it exists would be told: on this page nothing is.
  expect((await detail(second.id, world.people.supervisor.client)).duplicates).toBeUndefined();

  const merge = (from: string, orderId: string, more = {}, who = clerk) =>
    who.order('merge', from, { orderId, reason: '同一件事', ...more });
  expect(await codeOf(merge(second.id, first.id, { reason: '' }))).toBe('INVALID_DATA');
  expect(await codeOf(merge(second.id, second.id))).toBe('INVALID_DATA');
  await merge(second.id, first.id);
  const merged = await detail(second.id);
  expect(merged).toMatchObject({ state: 'merged', stateName: '已并单', mergedInto: { id: first.id } });
  expect(merged.timeline.at(-1)).toMatchObject({ type: 'merge', reason: '同一件事' });
  expect(merged.duplicates).toBeUndefined();
  const goesOn = await detail(first.id);
  expect(goesOn).toMatchObject({ state: 'waiting', mergedFrom: [{ id: second.id, orderNo: second.orderNo }] });
  expect(goesOn.duplicates).toBeUndefined();

  // Not into one that has ended, nor into one outside one’s own area.
  const third = await place({ requester, isAnother: true });
  expect(await codeOf(merge(third.id, second.id))).toBe('INVALID_DATA');
  const far = await place({ requester, isAnother: true, values: { townCode: world.towns[1] } });
  const { client } = world.people.siteManager;
  expect(await codeOf(merge(third.id, far.id, {}, client))).toBe('INVALID_DATA');
  const choices = (await detail(third.id, client)).allowedEvents.find(({ type }) => type === 'merge')!.fields[0]!;
  const ids = choices.options!.map(({ value }) => value);
  expect([ids.includes(first.id), ids.includes(far.id)]).toEqual([true, false]);
});

test('two that are merged into each other at the same moment: one goes on', async () => {
  const requester = { name: '何师傅', phone: somePhone() };
  const one = await place({ requester });
  const two = await place({ requester, isAnother: true });
  const merge = (from: string, orderId: string) => refusalOf(clerk.order('merge', from, { orderId, reason: '重复' }));
  const answers = await Promise.all([merge(one.id, two.id), merge(two.id, one.id)]);
  expect(answers.filter(Boolean)).toHaveLength(1);
  const states = [(await detail(one.id)).state, (await detail(two.id)).state];
  expect(states.sort()).toEqual(['merged', 'waiting']);
});
