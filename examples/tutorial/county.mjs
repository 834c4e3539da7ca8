/**
 * A small county on a running server, for the tutorial: people who take an order from its placing to the points of the volunteer. It uses the public REST API only.
 *
 *   node examples/tutorial/county.mjs set-up <region code>   the county, a service, a team, four people
 *   node examples/tutorial/county.mjs serve                  an order: placed, dispatched, accepted, begun
 *   node examples/tutorial/county.mjs confirm                the same order: finished, confirmed; what was decided, and why
 *
 * SIDAN is the server's address, SIDAN_USER and SIDAN_PASSWORD an administrator's name and password. What it made it keeps in `tutorial-county.json`.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const KEPT = 'tutorial-county.json';
const texts = JSON.parse(readFileSync(new URL('county.json', import.meta.url), 'utf8'));
const { SIDAN = 'http://localhost:13000', SIDAN_USER, SIDAN_PASSWORD, LC_ALL, LANG } = process.env;
const locale = (LC_ALL || LANG || '').startsWith('en') ? 'en-US' : 'zh-CN';

/** One request; `data` of the answer. @throws Error with what the server says */
async function call(token, action, body) {
  const response = await fetch(`${SIDAN}/api/${action}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      'content-type': 'application/json',
      'x-locale': locale,
      'x-authenticator': 'basic',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.errors?.map(({ message }) => message).join(' ') ?? response.statusText);
  return answer.data;
}

/** Somebody who is signed in. */
async function signIn(account, password) {
  const { token, user } = await call(undefined, 'auth:signIn', { account, password });
  return { userId: user.id, call: (action, body) => call(token, action, body) };
}

async function setUp(regionCode) {
  const root = await signIn(SIDAN_USER, SIDAN_PASSWORD);
  const townCode = regionCode + texts.town.code;
  const { name, centerName, town, category, service, team, people } = texts;
  await root.call('sidanSetup:county', { regionCode, name, centerName, towns: [{ code: townCode, name: town.name }] });
  const make = async (collection, values) => {
    const id = randomUUID();
    await root.call(`${collection}:create`, { id, regionCode, ...values });
    return id;
  };
  await make('sidanCategories', category);
  const serviceItemId = await make('sidanServiceItems', service);
  const teamId = await make('sidanTeams', { ...team, townCode });

  const password = randomUUID();
  const somebody = async (part) => {
    const username = `${regionCode}-${part}`;
    await root.call('users:create', { username, password, nickname: people[part]?.name ?? part });
    return signIn(username, password);
  };
  for (const [part, { name: called, phone }] of Object.entries(people)) {
    const person = await somebody(part);
    const me = await person.call(`sidanPortal:join?regionCode=${regionCode}`, {
      name: called,
      phone,
      townCode,
      address: texts.address,
      consent: true,
    });
    if (part === 'resident') continue;
    const role = part === 'leader' ? 'leader' : 'member';
    await make('sidanTeamMembers', { teamId, personId: me.person.id, name: called, role, status: 'active', townCode });
    await person.call('sidanPortal:volunteer', { consent: true });
  }
  const { userId } = await somebody('dispatcher');
  await root.call('sidanScopes:create', { regionCode, userId, role: 'dispatcher', scopeCode: regionCode });
  keep({ regionCode, townCode, password, serviceItemId, teamId });
  console.log([regionCode, name, service.name, team.name, ...Object.values(people).map((one) => one.name)].join(' · '));
}

async function serve() {
  const kept = read();
  const { resident, dispatcher, leader, volunteer } = await parts(kept);
  const { townCode, serviceItemId, teamId } = kept;
  const { order } = await resident.call('sidanOrders:place', {
    serviceItemId,
    townCode,
    description: texts.order,
    address: texts.address,
    contactPhone: texts.people.resident.phone,
  });
  const send = (who, event, body = {}) => who.call(`sidanOrders:${event}?filterByTk=${order.id}`, body);
  await send(dispatcher, 'dispatch', { teamIds: [teamId] });
  await send(leader, 'accept');
  await send(volunteer, 'start');
  keep({ ...kept, orderId: order.id });
  said(await detail(volunteer, order.id));
}

async function confirm() {
  const kept = read();
  const { resident, dispatcher, volunteer } = await parts(kept);
  const send = (who, event, body = {}) => who.call(`sidanOrders:${event}?filterByTk=${kept.orderId}`, body);
  await send(volunteer, 'finish', { report: texts.report });
  await send(resident, 'confirm');
  const order = await detail(dispatcher, kept.orderId);
  said(order);
  for (const { subjectName, rule, pack, packVersion, amount, unit, sentence } of order.decisions)
    console.log(`${subjectName} · +${amount} ${unit} · ${rule} · ${pack} ${packVersion}\n${sentence}`);
}

const said = ({ orderNo, stateName, serviceItemName }) => console.log(`${orderNo} · ${serviceItemName} · ${stateName}`);
const detail = (who, id) => who.call(`sidanOrders:detail?filterByTk=${id}`);

async function parts({ regionCode, password }) {
  const names = ['resident', 'dispatcher', 'leader', 'volunteer'];
  const all = await Promise.all(names.map(async (part) => [part, await signIn(`${regionCode}-${part}`, password)]));
  return Object.fromEntries(all);
}

const keep = (values) => writeFileSync(KEPT, JSON.stringify(values), { mode: 0o600 });
const read = () => JSON.parse(readFileSync(KEPT, 'utf8'));

const [what, regionCode] = process.argv.slice(2);
const does = { 'set-up': () => setUp(regionCode), serve, confirm }[what];
if (!does || (what === 'set-up' && !/^\d{6}$/.test(regionCode ?? ''))) {
  console.error('node examples/tutorial/county.mjs set-up <region code> | serve | confirm');
  process.exitCode = 2;
} else
  await does().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
