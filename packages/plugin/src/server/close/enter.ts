import { createHash } from 'node:crypto';
import type { HoursEntered } from '../../api/types';
import { SidanError } from '../errors';
import { isId } from '../ids';
import { rowsOf, type Reader } from '../reads/reader';
import { checkCloser } from './start';

const ROWS_MAX = 1000;
const REF_MAX = 100;
const MINUTES_MAX = 24 * 60;

interface Row {
  ref: string;
  volunteerNo: string;
  service: string;
  endedAt: string;
  minutes: number;
  teamId: string | null;
}

type Problem = { field: string; code: string; max?: number };

/**
 * 批量录入时长: hours from another system or a list, which the next close awards. The administrator who enters them answers for them: to the rules they are what staff entered. All or none; a row that was sent before is known by its `ref`, and entered once.
 * @throws NOT_ALLOWED, INVALID_DATA (`rows`, `<row>.<field>`: everything at once, rows counted from 1)
 */
export async function enterHours(reader: Reader, regionCode: string, sent: unknown): Promise<HoursEntered> {
  const { actor, sidan } = reader;
  checkCloser(actor, regionCode);
  if (!Array.isArray(sent) || !sent.length) throw refused([{ field: 'rows', code: 'REQUIRED' }]);
  if (sent.length > ROWS_MAX) throw refused([{ field: 'rows', code: 'SHEET_TOO_MANY_ROWS', max: ROWS_MAX }]);
  const now = sidan.clock();
  const read = sent.map((row: unknown, index) => rowOf(row, index + 1, now));
  const problems = read.flatMap((one) => one.problems);
  if (problems.length) throw refused(problems);
  const rows = read.map(({ row }, index) => ({ ...row, no: index + 1, id: idOf(regionCode, row.ref) }));
  const [found] = await rowsOf<{ problems: Problem[] | null; entered: number }>(reader, STATEMENT, [
    regionCode,
    JSON.stringify(rows),
    actor.userId ?? null,
  ]);
  if (found!.problems) throw refused(found!.problems);
  return { entered: found!.entered, known: rows.length - found!.entered };
}

const refused = (problems: Problem[]) => new SidanError('INVALID_DATA', { problems });

function rowOf(sent: unknown, no: number, now: Date): { row: Row; problems: Problem[] } {
  const { ref, volunteerNo, service, endedAt, minutes, teamId } = (sent ?? {}) as Record<string, unknown>;
  const problems: Problem[] = [];
  const text = (field: string, value: unknown): string => {
    if (typeof value === 'string' && value.trim() && value.length <= REF_MAX) return value.trim();
    problems.push({
      field: `${no}.${field}`,
      code: typeof value === 'string' && value.trim() ? 'TOO_LONG' : 'REQUIRED',
      max: REF_MAX,
    });
    return '';
  };
  const end = typeof endedAt === 'string' && /T.*(Z|[+-]\d\d:\d\d)$/.test(endedAt) ? new Date(endedAt) : new Date(NaN);
  if (!(end.getTime() <= now.getTime())) problems.push({ field: `${no}.endedAt`, code: 'DATE_FUTURE' });
  const whole = Number.isInteger(minutes) && Number(minutes) >= 1 && Number(minutes) <= MINUTES_MAX;
  if (!whole) problems.push({ field: `${no}.minutes`, code: 'NUMBER' });
  if (teamId !== undefined && teamId !== null && !isId(teamId))
    problems.push({ field: `${no}.teamId`, code: 'CHOICE' });
  const row = {
    ref: text('ref', ref),
    volunteerNo: text('volunteerNo', volunteerNo),
    service: text('service', service),
    endedAt: Number.isNaN(end.getTime()) ? '' : end.toISOString(),
    minutes: Number(minutes),
    teamId: isId(teamId) ? teamId : null,
  };
  return { row, problems };
}

/** The same row is the same id, whoever sends it again (RFC 9562, version 8: made of a hash). */
function idOf(regionCode: string, ref: string): string {
  const hex = createHash('sha256').update(`hours:${regionCode}:${ref}`).digest('hex');
  const variant = ((parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const STATEMENT = `
with sent as (
  select r.*, v.[personId] as person, i.[id] as item, t.[id] as team, p.[townCode] as town
    from jsonb_to_recordset($2::jsonb) as r(no int, id uuid, "volunteerNo" text, service text, "endedAt" timestamptz, minutes bigint, "teamId" uuid)
    left join {sidanVolunteers} v on v.[regionCode] = $1 and v.[volunteerNo] = r."volunteerNo"
    left join {sidanPeople} p on p.[regionCode] = $1 and p.[id] = v.[personId]
    left join {sidanServiceItems} i on i.[regionCode] = $1 and i.[code] = r.service
    left join {sidanTeams} t on t.[regionCode] = $1 and t.[id] = r."teamId"
), wrong as (
  select s.no || '.volunteerNo' as field, s.no from sent s where s.person is null
  union all select s.no || '.service', s.no from sent s where s.item is null
  union all select s.no || '.teamId', s.no from sent s where s."teamId" is not null and s.team is null
), entered as (
  insert into {sidanAttendances} ([id], [regionCode], [townCode], [teamId], [personId], [serviceItemId], [checkInAt], [checkOutAt], [minutes], [origin], [recordedBy], [awaitsClose],
                                  [createdAt], [updatedAt])
  select distinct on (s.id) s.id, $1, s.town, s.team, s.person, s.item, s."endedAt" - s.minutes * interval '1 minute', s."endedAt", s.minutes, 'staff', $3::bigint, true, now(), now()
    from sent s where not exists (select 1 from wrong)
  on conflict ([id], [regionCode]) do nothing returning 1
)
select (select json_agg(json_build_object('field', w.field, 'code', 'CHOICE') order by w.no) from wrong w) as problems, (select count(*)::int from entered) as entered`;
