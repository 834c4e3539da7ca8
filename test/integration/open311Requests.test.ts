import type { Open311Key, Open311KeyMade } from '@sidan/plugin-sidan/api';
import { refusalOf } from '../support/api';
import { orderIn, somePhone } from '../support/world';
import {
  call,
  form,
  key,
  openCounties,
  orders,
  other,
  placed,
  plain,
  post,
  readXml,
  type Reply,
  sql,
  world,
} from '../support/open311';

/** Open311 GeoReport v2: the same request again and at once, lists by filters, what is shown to whom, keys. */
openCounties('130534', '130535');

describe('the same request', () => {
  const ids = (answers: Reply[]) => new Set(answers.map(({ json }) => json[0]!.service_request_id));

  it('by the client’s own id, 20 times at once, is one order; with another content it is refused', async () => {
    const before = await orders();
    const sent = form();
    const headers = { 'Idempotency-Key': 'case 2026/118 号'.replace('号', '#') };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call('POST', 'requests.json', { form: sent, headers })),
    );
    expect(ids(answers).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
    expect(await orders()).toBe(before + 1);
    const changed = await call('POST', 'requests.json', { form: form(), headers });
    expect([changed.status, changed.json[0]!.code]).toEqual([409, 409]);
    // As an argument as well, for clients that cannot set headers; and twice the same content with two names are two.
    const named = (name: string) => call('POST', 'requests.json', { form: [...sent, ['idempotency_key', name]] });
    expect(ids([await named('a'), await named('b'), await named('a')]).size).toBe(2);
  });

  it('by its content, 20 times at once and in either format, is one order; a day later it is another', async () => {
    const before = await orders();
    const sent = form({ phone: somePhone() });
    const [first, ...rest] = await Promise.all(
      Array.from({ length: 20 }, () =>
        call('POST', 'requests.json', { form: [...sent].sort(() => Math.random() - 0.5) }),
      ),
    );
    expect(ids([first!, ...rest]).size).toBe(1);
    const xml = await call('POST', 'requests.xml', { form: sent });
    expect([xml.status, plain(readXml(xml.text).children[0]!).service_request_id]).toEqual([
      200,
      first!.json[0]!.service_request_id,
    ]);
    expect(await orders()).toBe(before + 1);
    await sql.query(
      `update "sidanRequests" set "at" = "at" - interval '25 hours' where "regionCode" = $1 and "key" like 'o311:%'`,
      [world.regionCode],
    );
    expect(ids([first!, await call('POST', 'requests.json', { form: sent })]).size).toBe(2);
  });

  it('of somebody new, for two services at once, makes one person', async () => {
    const phone = somePhone();
    const sent = { phone, first_name: '新', last_name: '孙' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(sent)));
    expect(ids(answers).size).toBe(8);
    const made = await Promise.all([...ids(answers)].map(async (id) => (await placed(id)).requesterId));
    expect(new Set(made).size).toBe(1);
  });
});

describe('requests', () => {
  const list = async (query: Record<string, string>) => {
    const { status, json } = await call('GET', 'requests.json', { query });
    return { status, json, ids: json.map(({ service_request_id }) => String(service_request_id)) };
  };
  const of = async (more?: Record<string, string>) => String((await post(more)).json[0]!.service_request_id);

  it('are filtered by ids, service, status and time, and come in pages', async () => {
    const [a, b, c] = [await of(), await of({ service_code: 'repair' }), await of()];
    const { id } = await placed(c);
    await world.people.dispatcher.client.order('cancel', String(id), { reason: '已解决' });
    expect((await list({ service_request_id: `${a},${b}, ${c},000000-AAAAAA` })).ids).toEqual([c, b, a]);
    // The ids override everything else.
    expect((await list({ service_request_id: a!, status: 'closed', start_date: 'rubbish' })).ids).toEqual([a]);
    const closed = await list({ status: 'closed' });
    expect(closed.ids).toContain(c);
    expect(new Set(closed.json.map(({ status }) => status))).toEqual(new Set(['closed']));
    const open = await list({ status: 'open' });
    expect(open.ids).toEqual(expect.arrayContaining([a, b]));
    expect(open.ids).not.toContain(c);
    expect((await list({ status: 'open,closed' })).ids).toHaveLength(open.ids.length + closed.ids.length);
    expect((await list({ service_code: 'repair' })).ids).toEqual([b]);
    expect((await list({ service_code: 'repair,visit' })).ids.slice(0, 3)).toEqual([c, b, a]);
    expect((await list({ page_size: '2', page: '1' })).ids).toEqual([c, b]);
    expect((await list({ page_size: '2', page: '2' })).ids[0]).toBe(a);

    const longAgo = '2020-01-10T00:00:00Z';
    await sql.query('update "sidanOrders" set "placedAt" = $2 where "orderNo" = $1', [a, longAgo]);
    // Without dates: the last 90 days.
    expect((await list({})).ids).not.toContain(a);
    expect((await list({ start_date: '2020-01-01T00:00:00Z', end_date: '2020-01-31T00:00:00+08:00' })).ids).toEqual([
      a,
    ]);
    expect((await list({ start_date: '2020-01-10T00:00:00Z' })).ids).toEqual([a]);
    expect((await list({ end_date: '2020-01-09T23:59:59Z' })).ids).toEqual([]);
    const xml = readXml((await call('GET', 'requests.xml', { query: { service_code: 'repair' } })).text);
    expect([xml.name, xml.children.map((one) => [one.name, plain(one).service_request_id])]).toEqual([
      'service_requests',
      [['request', b]],
    ]);
  });

  it.each<Record<string, string>>([
    { start_date: 'yesterday' },
    { start_date: '2026-01-01T00:00:00' },
    { start_date: '2026-01-01T00:00:00Z', end_date: '2026-06-01T00:00:00Z' },
    { start_date: '2026-02-01T00:00:00Z', end_date: '2026-01-01T00:00:00Z' },
    { status: 'reopened' },
    { page: '0' },
    { page_size: 'all' },
    { service_request_id: Array.from({ length: 101 }, (_, i) => i).join(',') },
  ])('are refused for filters that are none: %j', async (query) => {
    const { status, json } = await list(query);
    expect([status, json]).toEqual([400, [{ code: 400, description: expect.stringMatching(/\S/) as string }]]);
  });

  it('that residents placed themselves are shown to the county’s key only', async () => {
    const own = await orderIn(world, 'waiting');
    const [{ orderNo }] = (await sql.query<{ orderNo: string }>('select "orderNo" from "sidanOrders" where "id" = $1', [
      own,
    ])) as [{ orderNo: string }];
    expect((await list({})).ids).not.toContain(orderNo);
    expect((await call('GET', `requests/${orderNo}.json`)).status).toBe(404);
    expect((await list({ api_key: key.apiKey })).ids).toContain(orderNo);
    const read = await call('GET', `requests/${orderNo}.json`, { query: { api_key: key.apiKey } });
    expect(read.status).toBe(200);
    expect(read.text).not.toMatch(/陪护，|幸福路|138|独居/);
    expect((await call('GET', `requests/${orderNo}.json`, { query: { api_key: 'wrong' } })).status).toBe(403);
    expect((await list({ jurisdiction_id: other.regionCode, api_key: key.apiKey })).status).toBe(403);
    expect((await list({ jurisdiction_id: other.regionCode })).ids).toEqual([]);
  });
});

describe('keys', () => {
  it('are one county’s, shown once, counted, and taken back', async () => {
    const { countyAdmin, dispatcher } = world.people;
    expect(await refusalOf(dispatcher.client.post('sidanOpen311:make', { name: '某系统' }))).toMatchObject({
      status: 403,
    });
    expect(
      await refusalOf(countyAdmin.client.post('sidanOpen311:make', { name: '某系统', regionCode: other.regionCode })),
    ).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await refusalOf(countyAdmin.client.post('sidanOpen311:make', { name: ' ' }))).toMatchObject({
      code: 'INVALID_DATA',
    });
    const spare = await countyAdmin.client.post<Open311KeyMade>('sidanOpen311:make', { name: '备用系统' });
    expect((await post({ api_key: spare.apiKey })).status).toBe(201);
    // For the other county it is none.
    expect(
      (
        await call('POST', 'requests.json', {
          form: form({ api_key: spare.apiKey }),
          query: { jurisdiction_id: other.regionCode },
        })
      ).status,
    ).toBe(403);
    const { rows } = await countyAdmin.client.get<{ rows: Open311Key[] }>('sidanOpen311:keys');
    const listed = rows.find(({ id }) => id === spare.id)!;
    expect(listed).toMatchObject({
      name: '备用系统',
      placedCount: 1,
      prefix: spare.apiKey.slice(0, 8),
      lastUsedAt: expect.any(String) as string,
    });
    expect(JSON.stringify(rows)).not.toContain(spare.apiKey);
    const [stored] = await sql.query('select * from "sidanOpen311Keys" where "id" = $1', [spare.id]);
    expect(JSON.stringify(stored)).not.toContain(spare.apiKey);
    expect(
      (await other.people.countyAdmin.client.get<{ rows: Open311Key[] }>('sidanOpen311:keys')).rows.map(({ id }) => id),
    ).not.toContain(spare.id);
    expect(
      await refusalOf(other.people.countyAdmin.client.post('sidanOpen311:revoke', { id: spare.id })),
    ).toMatchObject({ status: 404 });
    await countyAdmin.client.post('sidanOpen311:revoke', { id: spare.id });
    expect((await post({ api_key: spare.apiKey })).status).toBe(403);
  });

  it('may be used 120 times a minute', async () => {
    const spare = await world.people.countyAdmin.client.post<Open311KeyMade>('sidanOpen311:make', { name: '急性子' });
    const query = { api_key: spare.apiKey };
    const statuses: number[] = [];
    for (let round = 0; round < 13; round += 1)
      statuses.push(
        ...(
          await Promise.all(Array.from({ length: 20 }, () => call('GET', 'requests/000000-AAAAAA.json', { query })))
        ).map(({ status }) => status),
      );
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status === 404).length).toBeGreaterThanOrEqual(120);
    const refused = await call('GET', 'requests/000000-AAAAAA.json', { query });
    if (refused.status === 429)
      expect([refused.headers.get('retry-after'), refused.json[0]!.code]).toEqual(['60', 429]);
    // Others are served meanwhile.
    expect((await post()).status).toBe(201);
  });
});
