import { signIn, type Client } from '../support/api';

/** 任丘市, with two of its towns. */
export const COUNTY = {
  regionCode: '130982',
  name: '任丘市',
  centerName: '任丘市新时代文明实践中心',
  towns: [
    { code: '130982001', name: '新华路街道' },
    { code: '130982101', name: '石门桥镇' },
  ],
};
const PASSWORD = 'Sidan-test-1';
const TOWN = COUNTY.towns[0]!.code;

/** Somebody of the county, signed in. */
export interface Citizen extends Client {
  userId: number;
  username: string;
  personId: string;
}

export interface Team {
  id: string;
  name: string;
  leader: Citizen;
  members: Citizen[];
}

export interface County {
  dispatcher: Citizen;
  residents: Citizen[];
  teams: Team[];
  /** Service items: one that goes to the dispatcher at once, one that is reviewed first. */
  items: { plain: string; reviewed: string };
}

export interface CountyPlan {
  residents: number;
  teams: number;
  /** In each team, beside its leader. */
  members: number;
}

interface Made {
  id: string;
}

/**
 * Sets up a county in an empty Sidan as an administrator would, through REST alone: the county and its towns, a service menu, an office, teams; people sign
 * up by themselves, ask to join a team and are admitted.
 */
export async function setUpCounty(apiUrl: string, root: Client, plan: CountyPlan): Promise<County> {
  const { regionCode } = COUNTY;
  await root.post('sidanSetup:county', COUNTY);
  const category = (catalog: string) => ({ regionCode, catalog, code: 'care', name: '关爱帮扶' });
  for (const catalog of ['team', 'service']) await root.post('sidanCategories:create', category(catalog));
  const item = { regionCode, category: 'care', unit: 'hour', responseMinutes: 120 };
  const plain = await root.post<Made>('sidanServiceItems:create', { ...item, code: 'CARE-1', name: '上门陪伴' });
  const reviewed = await root.post<Made>('sidanServiceItems:create', {
    ...item,
    code: 'CARE-2',
    name: '家电维修',
    needsReview: true,
  });

  const citizen = async (username: string, name: string): Promise<Citizen> => {
    await root.post('auth:signUp', { username, password: PASSWORD, confirm_password: PASSWORD });
    const client = await signIn(apiUrl, username, PASSWORD);
    const me = await client.post<{ person: { id: string } }>('sidanPortal:join', {
      name,
      townCode: TOWN,
      consent: true,
    });
    return { ...client, userId: client.userId!, username, personId: me.person.id };
  };
  const dispatcher = await citizen('dispatcher', '派单员');
  await root.post('sidanScopes:create', {
    regionCode,
    userId: dispatcher.userId,
    role: 'dispatcher',
    scopeCode: regionCode,
  });
  const residents: Citizen[] = [];
  for (let i = 0; i < plan.residents; i += 1) residents.push(await citizen(`resident${i}`, `居民${i}`));
  const teams: Team[] = [];
  for (let i = 0; i < plan.teams; i += 1) {
    const name = `志愿服务队${i}`;
    const { id } = await root.post<Made>('sidanTeams:create', {
      regionCode,
      name,
      category: 'care',
      level: 'squad',
      townCode: TOWN,
    });
    const join = async (who: Citizen, role: 'leader' | 'member') => {
      await who.post('sidanPortal:volunteer', { teamId: id, consent: true });
      const [asked] = await root.get<Made[]>('sidanTeamMembers:list', {
        filter: { teamId: id, personId: who.personId, status: 'pending' },
      });
      await root.post(`sidanTeamMembers:update?filterByTk=${asked!.id}`, { status: 'active', role });
      return who;
    };
    const leader = await join(await citizen(`leader${i}`, `队长${i}`), 'leader');
    const members: Citizen[] = [];
    for (let m = 0; m < plan.members; m += 1)
      members.push(await join(await citizen(`volunteer${i}x${m}`, `志愿者${i}${m}`), 'member'));
    teams.push({ id, name, leader, members });
  }
  return { dispatcher, residents, teams, items: { plain: plain.id, reviewed: reviewed.id } };
}

/** What a resident fills in. */
export const orderForm = (serviceItemId: string) => ({
  serviceItemId,
  townCode: TOWN,
  address: '新华路 12 号',
  description: '老人独居，需要陪伴。',
  contactPhone: '13800000000',
});
