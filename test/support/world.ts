import { randomInt, randomUUID } from 'node:crypto';
import { type Client } from './api';
import type { SharedServer, Sql } from './shared';

/** Somebody of a test county: signed in, and with a person record where their part needs one. */
export interface Somebody {
  client: Client;
  userId: number;
  username: string;
  /** Empty for those who only hold an office. */
  personId: string;
}

export interface World {
  regionCode: string;
  /** Codes of two towns. */
  towns: [string, string];
  /** NocoBase's root. */
  root: Client;
  items: { plain: string; reviewed: string };
  teams: { one: string; two: string };
  /** Everybody by their part in this county. */
  people: Record<Part, Somebody>;
}

export const PASSWORD = 'test-password-1';

/** Persons of the first town; `teamTwo…` are of the other team, `stranger` is a resident who has nothing to do with the others' orders. */
const PERSONS = ['resident', 'stranger', 'leader', 'volunteer', 'leaderTwo', 'volunteerTwo'] as const;

/** Offices, and how many digits of the first town's code they reach. */
const OFFICES = {
  dispatcher: { role: 'dispatcher', digits: 6 },
  townDispatcher: { role: 'dispatcher', digits: 9 },
  siteManager: { role: 'siteManager', digits: 9 },
  countyAdmin: { role: 'countyAdmin', digits: 6 },
  supervisor: { role: 'supervisor', digits: 2 },
  assessor: { role: 'assessor', digits: 6 },
  merchant: { role: 'merchant', digits: 6 },
} as const;

export type Part = (typeof PERSONS)[number] | keyof typeof OFFICES | 'member';

/** Numbers that no operator has given out. */
export const somePhone = (): string => `1990000${String(randomInt(10_000)).padStart(4, '0')}`;

/**
 * Makes a county with everybody in it, by the real actions only: the settings page's own for the county, the host's own as administrator for what staff
 * keep, the portal's own for what people do themselves. `regionCode` has to be unused.
 */
export async function makeWorld(server: SharedServer, regionCode: string): Promise<World> {
  const root = await server.signIn(server.admin.username, server.admin.password);
  const towns: World['towns'] = [`${regionCode}101`, `${regionCode}102`];
  await root.post('sidanSetup:county', {
    regionCode,
    name: `测试县${regionCode}`,
    centerName: `测试县${regionCode}新时代文明实践中心`,
    towns: towns.map((code, i) => ({ code, name: `第${i + 1}镇` })),
  });
  const make = async (collection: string, values: Record<string, unknown>) => {
    const id = randomUUID();
    await root.post(`${collection}:create`, { id, regionCode, ...values });
    return id;
  };
  await make('sidanCategories', { catalog: 'team', code: 'care', name: '关爱服务' });
  const item = {
    category: 'care',
    unit: 'hour',
    durationMinutes: 60,
    responseMinutes: 120,
    headcount: 1,
    status: 'active',
  };
  const items = {
    plain: await make('sidanServiceItems', { ...item, code: 'visit', name: '上门陪护', nameEn: 'Home visit' }),
    reviewed: await make('sidanServiceItems', {
      ...item,
      code: 'repair',
      name: '家电维修',
      nameEn: 'Repair',
      needsReview: true,
    }),
  };
  const team = (name: string, townCode: string) =>
    make('sidanTeams', { name, level: 'squad', category: 'care', townCode, status: 'active' });
  const teams = { one: await team('第一小队', towns[0]), two: await team('第二小队', towns[1]) };

  const people = {} as Record<Part, Somebody>;
  const persons = PERSONS.map(async (name) => {
    people[name] = await makePerson(server, root, regionCode, name, towns[0]);
  });
  const officers = Object.entries(OFFICES).map(async ([name, { role, digits }]) => {
    const somebody = await makeUser(server, root, `${regionCode}-${name}`);
    const scopeCode = towns[0].slice(0, digits);
    await root.post('sidanScopes:create', { regionCode, userId: somebody.userId, role, scopeCode });
    people[name as Part] = { ...somebody, personId: '' };
  });
  await Promise.all([...persons, ...officers]);
  people.member = { ...(await makeUser(server, root, `${regionCode}-member`)), personId: '' };

  const join = (teamId: string, who: Somebody, role: string, townCode: string) =>
    make('sidanTeamMembers', { teamId, personId: who.personId, name: who.username, role, status: 'active', townCode });
  await join(teams.one, people.leader, 'leader', towns[0]);
  await join(teams.one, people.volunteer, 'member', towns[0]);
  await join(teams.two, people.leaderTwo, 'leader', towns[1]);
  await join(teams.two, people.volunteerTwo, 'member', towns[1]);
  for (const name of ['leader', 'volunteer', 'leaderTwo', 'volunteerTwo'] as const)
    await people[name].client.post('sidanPortal:volunteer', { consent: true });
  return { regionCode, towns, root, items, teams, people };
}

export async function makeUser(
  server: SharedServer,
  root: Client,
  username: string,
): Promise<Omit<Somebody, 'personId'>> {
  await root.post('users:create', { username, password: PASSWORD, nickname: username });
  const client = await server.signIn(username, PASSWORD);
  return { client, userId: client.userId!, username };
}

/** A user with a person record in the county: they join by themselves, as in the portal. */
export async function makePerson(
  server: SharedServer,
  root: Client,
  regionCode: string,
  name: string,
  townCode: string,
): Promise<Somebody> {
  const user = await makeUser(server, root, `${regionCode}-${name}`);
  const me = await user.client.post<{ person: { id: string } }>(`sidanPortal:join?regionCode=${regionCode}`, {
    name: `王${name}`,
    phone: somePhone(),
    townCode,
    address: '幸福路1号',
    consent: true,
  });
  return { ...user, personId: me.person.id };
}

/** What a resident sends to order the service that needs no review. */
export const orderForm = (world: World, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  serviceItemId: world.items.plain,
  description: '老人独居，需要陪护',
  townCode: world.towns[0],
  address: '幸福路1号',
  contactPhone: '13812345678',
  ...more,
});

const STEPS = ['waiting', 'offered', 'accepted', 'serving', 'finished', 'confirmed', 'rated'] as const;

/** An order of the resident, taken by the first team as far as `state`. */
export async function orderIn(
  world: World,
  state: (typeof STEPS)[number],
  more: Record<string, unknown> = {},
): Promise<string> {
  const { resident, dispatcher, leader, volunteer } = world.people;
  const { id } = (await resident.client.place(orderForm(world, more))).order;
  const steps: (() => Promise<unknown>)[] = [
    () => dispatcher.client.order('dispatch', id, { teamIds: [world.teams.one], reason: '检验' }),
    () => leader.client.order('accept', id),
    () => volunteer.client.order('start', id),
    () => volunteer.client.order('finish', id, { report: '已完成' }),
    () => resident.client.order('confirm', id),
    () => resident.client.order('rate', id, { score: 5, comment: '很好' }),
  ];
  for (const step of steps.slice(0, STEPS.indexOf(state))) await step();
  return id;
}

/**
 * The presence at an order that is not over began so many minutes ago. Whoever is there was nowhere else meanwhile: their earlier services move to earlier days, as in life; otherwise they would be
 * at several places at once, which is looked into.
 */
export async function beganEarlier(sql: Sql, orderId: string, minutes: number, personId?: string): Promise<void> {
  await sql.query(
    `with here as (
       update "sidanAttendances" set "checkInAt" = "checkInAt" - make_interval(mins => $2) where "orderId" = $1 and "checkOutAt" is null and "personId" = coalesce($3, "personId") returning "personId")
     update "sidanAttendances" a set "checkInAt" = "checkInAt" - interval '2 days', "checkOutAt" = "checkOutAt" - interval '2 days'
       from here where a."personId" = here."personId" and a."checkOutAt" is not null`,
    [orderId, minutes, personId ?? null],
  );
}
