import { randomUUID } from 'node:crypto';
import { somePhone } from '../support/world';
import {
  call,
  child,
  form,
  type Json,
  openCounties,
  orders,
  other,
  placed,
  plain,
  post,
  readXml,
  sql,
  world,
} from '../support/open311';

/** Open311 GeoReport v2: services, their definitions, a request with everything that can be told and everything that can be wrong. Further: open311Requests.test.ts. */
openCounties('130530', '130531');

describe('services', () => {
  it('are listed in both formats, with what the specification asks for', async () => {
    const { status, type, json } = await call('GET', 'services.json');
    expect([status, type]).toEqual([200, 'application/json; charset=utf-8']);
    expect(json.map(({ service_code }) => service_code).sort()).toEqual(['repair', 'visit']);
    for (const service of json)
      expect(Object.keys(service).sort()).toEqual([
        'description',
        'group',
        'keywords',
        'metadata',
        'service_code',
        'service_name',
        'type',
      ]);
    expect(json.find(({ service_code }) => service_code === 'visit')).toMatchObject({
      service_name: '上门陪护',
      metadata: true,
      type: 'realtime',
      group: '关爱服务',
    });
    const xml = await call('GET', 'services.xml', { headers: { 'Accept-Language': 'en' } });
    expect([xml.status, xml.type]).toEqual([200, 'text/xml; charset=utf-8']);
    const root = readXml(xml.text);
    expect([root.name, ...new Set(root.children.map(({ name }) => name))]).toEqual(['services', 'service']);
    expect(root.children.map(plain).find(({ service_code }) => service_code === 'visit')).toMatchObject({
      service_name: 'Home visit',
      metadata: 'true',
      type: 'realtime',
    });
  });

  it('are defined by the form, an administrator’s own fields included', async () => {
    const { json, status } = await call('GET', 'services/visit.json');
    expect(status).toBe(200);
    const definition = json as unknown as { service_code: string; attributes: Json[] };
    expect(definition.service_code).toBe('visit');
    const by = Object.fromEntries(definition.attributes.map((one) => [one.code, one]));
    expect(by.townCode).toMatchObject({
      variable: true,
      datatype: 'singlevaluelist',
      required: true,
      order: expect.any(Number) as number,
      values: world.towns.map((code, i) => ({ key: code, name: `第${i + 1}镇` })),
    });
    expect(by.expectStart).toMatchObject({ datatype: 'datetime', required: false });
    expect(by.f_311floor).toMatchObject({ datatype: 'singlevaluelist', description: '楼层', required: false });
    expect(by.f_311needs).toMatchObject({ datatype: 'multivaluelist' });
    expect(by.f_311people).toMatchObject({ datatype: 'number' });
    // What the specification has arguments of its own for is no attribute.
    for (const name of ['description', 'address', 'contactName', 'contactPhone']) expect(by[name]).toBeUndefined();
    const root = readXml((await call('GET', 'services/visit.xml')).text);
    expect([root.name, child(root, 'service_code')?.text]).toEqual(['service_definition', 'visit']);
    const floor = child(root, 'attributes')!.children.find((one) => child(one, 'code')?.text === 'f_311floor')!;
    expect(floor.name).toBe('attribute');
    expect(child(floor, 'values')!.children.map((one) => [one.name, plain(one)])).toEqual([
      ['value', { key: 'low', name: '一至三层' }],
      ['value', { key: 'high', name: '四层 & 以上' }],
    ]);
  });

  it.each([
    ['services.json', { jurisdiction_id: '-' }, 400],
    ['services.json', { jurisdiction_id: '999999' }, 404],
    ['services/nothing.json', {}, 404],
    ['services/visit.json', { jurisdiction_id: '-' }, 400],
    ['services/visit.json', { jurisdiction_id: '999999' }, 404],
    ['nothing.json', {}, 404],
    ['requests.json', { jurisdiction_id: '-' }, 400],
    ['requests/000000-AAAAAA.json', {}, 404],
    ['tokens/12345.json', {}, 404],
  ])('and wrong ones are refused: %s %j', async (path, query, status) => {
    const answer = await call('GET', path, { query });
    expect(answer.status).toBe(status);
    expect(answer.json).toEqual([{ code: status, description: expect.stringMatching(/\S/) as string }]);
    const xml = await call('GET', path.replace('.json', '.xml'), { query });
    const root = readXml(xml.text);
    expect([xml.status, root.name, root.children.map(({ name }) => name)]).toEqual([status, 'errors', ['error']]);
    expect(plain(root.children[0]!)).toEqual({ code: String(status), description: answer.json[0]!.description });
  });

  it('an address takes its methods only; without an extension XML is given', async () => {
    const answer = await call('PUT', 'requests.json');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, GET']);
    expect(answer.json).toMatchObject([{ code: 405 }]);
    expect((await call('GET', 'services')).type).toBe('text/xml; charset=utf-8');
    expect((await call('GET', 'services', { headers: { Accept: 'application/json' } })).type).toContain('json');
    const found = await call('GET', 'discovery.json');
    expect(found.json as unknown).toMatchObject({
      endpoints: [{ specification: 'http://wiki.open311.org/GeoReport_v2', formats: ['text/xml', 'application/json'] }],
    });
  });
});

describe('a request', () => {
  it('is placed as an order, with everything that was told, and can be read at once', async () => {
    const phone = somePhone();
    const answer = await call('POST', 'requests.json', {
      form: [
        ...form({
          phone,
          description: '老人独居 <b>& 行动不便</b>',
          'attribute[f_311floor]': 'high',
          'attribute[f_311people]': '2',
          'attribute[expectStart]': '2031-05-01T09:00:00+08:00',
          lat: '38.7103',
          long: '116.0991',
          media_url: 'https://example.org/a.jpg',
        }),
        ['attribute[f_311needs][]', 'lift'],
        ['attribute[f_311needs][]', 'talk'],
      ],
    });
    expect(answer.json).toEqual([
      {
        service_request_id: expect.stringMatching(/^\d{6}-\w{6}$/) as string,
        service_notice: expect.any(String) as string,
        account_id: '',
      },
    ]);
    expect(answer.status).toBe(201);
    const row = await placed(answer.json[0]!.service_request_id);
    expect(row).toMatchObject({
      channel: 'open311',
      state: 'waiting',
      townCode: world.towns[0],
      address: '建设街8号',
      contactName: '王秀英',
      f_311floor: 'high',
      f_311needs: ['lift', 'talk'],
      f_311people: '2',
      latitude: 38.7103,
      longitude: 116.0991,
      description: '老人独居 <b>& 行动不便</b>\nhttps://example.org/a.jpg',
    });
    expect(new Date(row.expectStart as string).toISOString()).toBe('2031-05-01T01:00:00.000Z');
    expect(row.contactPhone).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`);
    // Somebody new, with consent as the other system told.
    const [person] = await sql.query('select * from "sidanPeople" where "id" = $1', [row.requesterId]);
    expect(person).toMatchObject({
      name: '王秀英',
      consentVia: 'open311',
      townCode: world.towns[0],
      userId: null,
      regionCode: world.regionCode,
    });
    expect(person!.consentAt).toBeTruthy();
    const [event] = await sql.query('select * from "sidanOrderEvents" where "orderId" = $1', [row.id]);
    expect(event).toMatchObject({
      type: 'place',
      capacity: 'system',
      actorName: '12345热线',
      data: { system: '12345热线', consent: 'open311' },
    });

    for (const format of ['json', 'xml']) {
      const read = await call('GET', `requests/${String(row.orderNo)}.${format}`);
      expect(read.status).toBe(200);
      const record = format === 'json' ? read.json[0]! : plain(readXml(read.text).children[0]!);
      expect(record).toMatchObject({
        service_request_id: row.orderNo,
        status: 'open',
        service_code: 'visit',
        service_name: '上门陪护',
        address: '第1镇',
      });
      expect(Date.parse(String(record.requested_datetime))).toBeCloseTo(Date.now(), -6);
      // No personal data: nothing of what was told comes back.
      for (const told of ['老人独居', '建设街', '王秀英', phone, '38.71', 'example.org'])
        expect(read.text).not.toContain(told);
    }
  });

  it('in XML: the same, with the specification’s element names', async () => {
    const answer = await post({}, { format: 'xml' });
    const root = readXml(answer.text);
    expect([answer.status, answer.type, root.name, root.children.map(({ name }) => name)]).toEqual([
      201,
      'text/xml; charset=utf-8',
      'service_requests',
      ['request'],
    ]);
    expect((await placed(plain(root.children[0]!).service_request_id)).channel).toBe('open311');
  });

  it('is in the name of whoever has the telephone, in this county only', async () => {
    const phone = somePhone();
    const [own, elsewhere] = [randomUUID(), randomUUID()];
    await world.root.post('sidanPeople:create', { id: own, regionCode: world.regionCode, name: '赵桂兰', phone });
    await world.root.post('sidanPeople:create', { id: elsewhere, regionCode: other.regionCode, name: '赵桂兰', phone });
    const requesterOf = async (more: Record<string, string>) =>
      (await placed((await post({ phone, ...more })).json[0]!.service_request_id)).requesterId;
    expect(await requesterOf({ first_name: '桂兰', last_name: '赵' })).toBe(own);
    expect(await requesterOf({ first_name: '-', last_name: '-' })).toBe(own);
    // One of the family has another family name.
    expect(await requesterOf({ first_name: '明', last_name: '李' })).not.toBe(own);
  });

  it('says where in any of the ways there are', async () => {
    const town = async (more: Record<string, string>) =>
      (await placed((await post({ 'attribute[townCode]': '-', ...more })).json[0]!.service_request_id)).townCode;
    expect(await town({ address_string: '第2镇中心路3号' })).toBe(world.towns[1]);
    expect(await town({ address_string: '-', address_id: `${world.towns[1]}003` })).toBe(world.towns[1]);
  });

  it.each<[string, Record<string, string>, number, number]>([
    ['no key', { api_key: '-' }, 403, 1],
    ['a key that is none', { api_key: 'x'.repeat(43) }, 403, 1],
    ['no service', { service_code: '-' }, 400, 1],
    ['an unknown service', { service_code: 'nothing' }, 404, 1],
    ['no place', { address_string: '-' }, 400, 1],
    ['half a point', { lat: '38.7' }, 400, 1],
    ['a point nowhere', { lat: '138.7', long: '116' }, 400, 1],
    ['a required attribute left out', { 'attribute[townCode]': '-' }, 400, 1],
    ['a town of another county', { 'attribute[townCode]': '130531101' }, 400, 1],
    ['no telephone', { phone: '-' }, 400, 1],
    [
      'everything wrong at once',
      {
        phone: 'abc',
        'attribute[f_311people]': 'two',
        'attribute[f_311floor]': 'cellar',
        'attribute[nothing]': '1',
        'attribute[expectStart]': '2031-05-01T09:00:00',
      },
      400,
      5,
    ],
    ['a description that is too long', { description: '长'.repeat(2001) }, 400, 1],
    ['a media address that is none', { media_url: 'javascript:alert(1)' }, 400, 1],
    ['an unknown jurisdiction', { jurisdiction_id: '999999' }, 404, 1],
  ])('is refused with %s, and nothing is placed', async (_what, more, status, count) => {
    const before = await orders();
    const { jurisdiction_id: jurisdiction, ...fields } = more;
    const sent = form(fields);
    const query: Record<string, string> = jurisdiction ? { jurisdiction_id: jurisdiction } : {};
    const answer = await call('POST', 'requests.json', { form: sent, query });
    expect([answer.status, answer.json.map(({ code }) => code)]).toEqual([
      status,
      Array.from({ length: count }, () => status),
    ]);
    const root = readXml((await call('POST', 'requests.xml', { form: sent, query })).text);
    expect([root.name, root.children.map(plain)]).toEqual([
      'errors',
      answer.json.map(({ code, description }) => ({ code: String(code), description })),
    ]);
    expect(await orders()).toBe(before);
  });

  it('is refused when its body is none: another type, not UTF-8, too large, an argument twice', async () => {
    const before = await orders();
    const send = (body: string, type = 'application/x-www-form-urlencoded') =>
      call('POST', 'requests.json', { body, headers: { 'Content-Type': type } });
    const sent = new URLSearchParams(form()).toString();
    expect((await send('{}', 'application/json')).status).toBe(400);
    expect((await send(`${sent}&email=%C4%E3`)).status).toBe(400);
    expect((await send(`${sent}&email=%00`)).status).toBe(400);
    expect((await send(`${sent}&email=%zz`)).status).toBe(400);
    expect((await send(`${sent}&phone=13812345678`)).status).toBe(400);
    const large = await send(`${sent}&email=${'a'.repeat(200_000)}`);
    expect([large.status, large.json[0]!.code]).toEqual([413, 413]);
    expect(await orders()).toBe(before);
  });
});
