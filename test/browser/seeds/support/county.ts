/** A county of a story: by its own code, so that the shipped packs of its region are in force there, with its people; made by the real actions only. */
import { randomUUID } from 'node:crypto';
import type { Client } from '../../../support/api';
import type { SharedServer } from '../../../support/shared';
import { PASSWORD, somePhone } from '../../../support/world';
import type { Part, Stage } from '../../support/stage';

export interface Place {
  regionCode: string;
  name: string;
  town: string;
  team: string;
  /** Of a second team, where several are asked or may claim. */
  otherTeam?: string;
  item: string;
  /** What the centre makes of a need, where it does so. */
  otherItem?: string;
}

/** Everybody in a story; who leads the team serves as well. */
const PEOPLE = { resident: '李秀英', leader: '张建国', volunteer: '王小芳' } as const;
const OFFICES = {
  dispatcher: { role: 'dispatcher', name: '刘敏', digits: 6 },
  siteManager: { role: 'siteManager', name: '赵站长', digits: 9 },
  countyAdmin: { role: 'countyAdmin', name: '陈主任', digits: 6 },
} as const;

export interface County extends Place {
  townCode: string;
  /** NocoBase's root. */
  root: Client;
  /** Somebody signed in, past the browser: for what a story does not tell. */
  client(part: keyof typeof PEOPLE | keyof typeof OFFICES): Promise<Client>;
  /** The telephone number of a person of the story. */
  phone(part: keyof typeof PEOPLE): string;
  /** The stage with this county's people in the parts; `root` is whoever administers the installation. */
  stage: Stage;
  ids: { team: string; otherTeam?: string; item: string; otherItem?: string; center: string; station: string };
}

export async function openCounty(stage: Stage, place: Place): Promise<County> {
  const { server } = stage;
  const root = await server.signIn(server.admin.username, server.admin.password);
  const { regionCode, name } = place;
  const townCode = `${regionCode}101`;
  const centerName = `${name}新时代文明实践中心`;
  await root.post('sidanSetup:county', { regionCode, name, centerName, towns: [{ code: townCode, name: place.town }] });
  const make = async (collection: string, values: Record<string, unknown>) => {
    const id = randomUUID();
    await root.post(`${collection}:create`, { id, regionCode, ...values });
    return id;
  };
  await make('sidanCategories', { catalog: 'team', code: 'care', name: '关爱服务' });
  const item = (code: string, title: string) =>
    make('sidanServiceItems', {
      code,
      name: title,
      category: 'care',
      unit: 'hour',
      durationMinutes: 60,
      responseMinutes: 120,
      headcount: 1,
      status: 'active',
    });
  const team = (title: string) =>
    make('sidanTeams', { name: title, level: 'squad', category: 'care', townCode, status: 'active' });
  const site = (title: string, kind: string, parentId?: string) =>
    make('sidanSites', {
      name: title,
      kind,
      status: 'active',
      ...(parentId ? { parentId } : {}),
      ...(kind === 'center' ? {} : { townCode }),
    });
  const center = await site(centerName, 'center');
  const ids = {
    item: await item('visit', place.item),
    ...(place.otherItem ? { otherItem: await item('repair', place.otherItem) } : {}),
    team: await team(place.team),
    ...(place.otherTeam ? { otherTeam: await team(place.otherTeam) } : {}),
    center,
    station: await site(`${place.town}新时代文明实践站`, 'station', center),
  };
  const username = (part: string) => `${regionCode}-${part}`;
  const phones: Record<string, string> = {};
  for (const [part, person] of Object.entries(PEOPLE)) {
    // Nobody of a story shares a number with another.
    do phones[part] = somePhone();
    while (Object.entries(phones).some(([other, phone]) => other !== part && phone === phones[part]));
    const { client } = await makeUser(server, root, username(part), person);
    const join = { name: person, phone: phones[part], townCode, address: '幸福路 12 号', consent: true };
    const me = await client.post<{ person: { id: string } }>(`sidanPortal:join?regionCode=${regionCode}`, join);
    if (part === 'resident') continue;
    await client.post('sidanPortal:volunteer', { consent: true });
    const membership = { personId: me.person.id, name: person, status: 'active', townCode };
    await make('sidanTeamMembers', { ...membership, teamId: ids.team, role: part === 'leader' ? 'leader' : 'member' });
  }
  for (const [part, { role, name: officer, digits }] of Object.entries(OFFICES)) {
    const { userId } = await makeUser(server, root, username(part), officer);
    await root.post('sidanScopes:create', { regionCode, userId, role, scopeCode: townCode.slice(0, digits) });
  }
  const account = (part: Part | 'root') => {
    if (part === 'root') return { ...server.admin, name: '' };
    const names: Partial<Record<Part, string>> = { ...PEOPLE, ...Object.fromEntries(officers) };
    return { username: username(part), password: PASSWORD, name: names[part] ?? '' };
  };
  const client = (part: string) => server.signIn(username(part), PASSWORD);
  const phone = (part: string) => phones[part]!;
  return { ...place, townCode, root, client, phone, stage: { ...stage, account }, ids };
}

const officers = Object.entries(OFFICES).map(([part, { name }]) => [part, name] as const);

async function makeUser(server: SharedServer, root: Client, username: string, nickname: string) {
  await root.post('users:create', { username, password: PASSWORD, nickname });
  const client = await server.signIn(username, PASSWORD);
  return { client, userId: client.userId! };
}
