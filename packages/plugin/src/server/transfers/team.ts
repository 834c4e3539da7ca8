import { SidanError } from '../errors';
import { isId } from '../ids';
import type { Sidan } from '../sidan';
import type { Team } from '../spending/holder';
import type { Connection } from '../sql';

/** A team in whose name somebody gives, and by the rules of which place. */
export interface Leading extends Team {
  townCode: string | null;
}

/** 团队账户：the teams that a person leads, or is deputy of, as they are now. */
export async function teamsLed(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  personId: string,
): Promise<Leading[]> {
  return (await q.query<Leading>(write(STATEMENT), [regionCode, personId])).rows;
}

/** One of them, that is asked for. @throws TEAM_NOT_LED */
export async function teamLed(
  sidan: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  personId: string,
  teamId: unknown,
): Promise<Leading> {
  const teams = isId(teamId) ? await teamsLed(sidan, q, regionCode, personId) : [];
  const found = teams.find(({ id }) => id === teamId);
  if (!found) throw new SidanError('TEAM_NOT_LED');
  return found;
}

const STATEMENT = `
select t.[id] as id, t.[name] as name, t.[townCode] as "townCode"
  from {sidanTeamMembers} m
  join {sidanTeams} t on t.[regionCode] = m.[regionCode] and t.[id] = m.[teamId] and coalesce(t.[status], 'active') = 'active'
 where m.[regionCode] = $1 and m.[personId] = $2::uuid and m.[status] = 'active' and m.[role] in ('leader', 'deputy')
 order by t.[name], t.[id]`;
