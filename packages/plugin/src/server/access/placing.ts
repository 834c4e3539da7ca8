import { SidanError } from '../errors';
import { countyOf } from '../reads/portal';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import type { Actor } from './actor';
import { isId } from '../ids';

type Row = Record<string, unknown>;

/** The host's forms send a linked row as its id or as the row. */
const idIn = (value: unknown): string => String((value as { id?: unknown } | null | undefined)?.id ?? value ?? '');

/** Rows that say that a person belongs somewhere. */
const MEMBERS: ReadonlySet<string> = new Set([
  'sidanTeamMembers',
  'sidanHouseholdMembers',
  'sidanGuardianships',
  'sidanFundMembers',
]);

/**
 * A row made in one of the host's forms names no county: it follows its town, else its maker's own county, else the installation's only one.
 * An office stands in the county of its area whatever was sent, a member where the person is.
 */
export async function placeRows(sidan: Sidan, actor: Actor, collection: string, values: unknown): Promise<void> {
  for (const row of (Array.isArray(values) ? values : [values]) as Row[]) {
    if (!row) continue;
    if (MEMBERS.has(collection)) await placeMember(sidan, row);
    // Whoever sees the paper does not write down that it is about them.
    if (
      collection === 'sidanGuardianships' &&
      actor.personId &&
      idIn(row.guardian ?? row.guardianId) === actor.personId
    )
      throw new SidanError('NOT_ALLOWED');
    if (collection === 'sidanHouseholdChecks') await placeCheck(sidan, row);
    if (collection === 'sidanScopes' && row.scopeCode) row.regionCode = String(row.scopeCode).slice(0, 6);
    if (row.regionCode) continue;
    const code = String(row.townCode ?? (collection === 'sidanRegions' ? (row.code ?? '') : '') ?? '');
    const own = actor.scopes.find((scope) => scope.code.length >= 6)?.code;
    row.regionCode = code ? code.slice(0, 6) : own ? own.slice(0, 6) : (await countyOf(sidan)).regionCode;
  }
}

/** 队员、家庭成员、被监护人、优先名单: the row repeats the person's name and town, so that lists and areas need not look the person up. */
async function placeMember(sidan: Sidan, row: Row): Promise<void> {
  const personId = idIn(row.person ?? row.personId);
  if (!isId(personId)) return;
  const { rows } = await connectionOf(sidan.db).query<Row>(
    sidan.write(
      `select [regionCode] as "regionCode", [townCode] as "townCode", [name] as name from {sidanPeople} where [id] = $1::uuid`,
    ),
    [personId],
  );
  Object.assign(row, rows[0]);
}

/** 家庭评比: the row repeats the household's name and town, and stands in its county. */
async function placeCheck(sidan: Sidan, row: Row): Promise<void> {
  const householdId = idIn(row.household ?? row.householdId);
  if (!isId(householdId)) return;
  const { rows } = await connectionOf(sidan.db).query<Row>(
    sidan.write(
      `select [regionCode] as "regionCode", [townCode] as "townCode", [name] as name from {sidanHouseholds} where [id] = $1::uuid`,
    ),
    [householdId],
  );
  if (rows[0]) Object.assign(row, rows[0], { householdId });
}
