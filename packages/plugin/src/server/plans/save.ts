import type { Transaction } from 'sequelize';
import type { FormField } from '../../api/types';
import { openNow } from '../emergencies/force';
import { SidanError } from '../errors';
import { checkForm, type FieldProblem } from '../forms/check';
import { isId } from '../ids';
import { clerkForm } from '../intake/clerk';
import { personTold } from '../intake/requester';
import { isPhone } from '../privacy/masks';
import type { Reader } from '../reads/reader';
import { connectionOf, type Connection } from '../sql';
import { plansAt } from './access';
import { readRest, readShape, type PersonAsked, type Problem } from './asked';
import { beginToday, forgetAhead } from './begin';
import { PLAN_COLUMNS, todayOf, type Plan } from './plan';

/** The order's form without the time: that is the plan's. */
export const planForm = (fields: readonly FormField[]): FormField[] =>
  clerkForm(fields).filter(({ name }) => name !== 'expectStart');

/** A plan that the reader keeps. @throws NOT_FOUND, also for somebody else's */
export async function planOf({ sidan, q, actor }: Reader, id: unknown): Promise<Plan> {
  const { rows } = isId(id)
    ? await q.query<Plan>(sidan.write(`select ${PLAN_COLUMNS} from {sidanPlans} p where p.[id] = $1::uuid`), [id])
    : { rows: [] };
  const [plan] = rows;
  if (!plan || !plansAt(actor, plan.regionCode, plan.townCode))
    throw new SidanError('NOT_FOUND', { what: 'sidanPlans' });
  return plan;
}

interface Around {
  regionCode: string | null;
  calendar: Plan['calendar'];
  /** Not one that waits for an emergency. */
  open: boolean;
  town: boolean;
  site: { name: string; phone: string | null; address: string | null } | null;
  centerName: string | null;
}

/**
 * 保存计划：makes a plan, or changes one (`body.id`). It counts from today on: dates for which orders are there keep them, all others follow the plan as it is now.
 *
 * @returns the plan's id
 * @throws INVALID_DATA (everything at once), ITEM_CLOSED, EMERGENCY_ONLY, NOT_ALLOWED (outside the caller's area), NOT_FOUND (somebody else's plan)
 */
export async function savePlan(
  reader: Reader,
  body: Record<string, unknown>,
  fields: readonly FormField[],
): Promise<string> {
  const { sidan, actor } = reader;
  const before = body.id === undefined ? undefined : await planOf(reader, body.id);
  const now = sidan.clock();
  const { rest, problems: wrong } = readRest(body);
  const sent = (body.values && typeof body.values === 'object' ? body.values : {}) as Record<string, unknown>;
  const kept = before ? (JSON.parse(sidan.vault.open(before.values)) as Record<string, unknown>) : {};
  const { values, problems } = checkForm(planForm(fields), { contactPhone: kept.contactPhone, ...sent });
  const around = await aroundOf(reader, rest.serviceItemId, String(values.townCode ?? ''), rest.siteId);
  const today = todayOf(around, now);
  const { shape, problems: misshapen } = readShape(body, before?.startsOn ?? today);
  const all: (Problem | FieldProblem)[] = [...wrong, ...misshapen, ...problems];
  if (values.townCode && !around.town) all.push({ field: 'townCode', code: 'CHOICE' });
  if (rest.siteId && !around.site) all.push({ field: 'siteId', code: 'CHOICE' });
  if (rest.requester?.phone && !isPhone(rest.requester.phone)) all.push({ field: 'requesterPhone', code: 'PHONE' });
  if (all.length) throw new SidanError('INVALID_DATA', { problems: titled(reader, all) });
  const { regionCode } = around;
  if (!regionCode || (before && before.regionCode !== regionCode)) throw new SidanError('ITEM_CLOSED');
  if (!around.open) throw new SidanError('EMERGENCY_ONLY');
  const townCode = String(values.townCode);
  if (!plansAt(actor, regionCode, townCode)) throw new SidanError('NOT_ALLOWED');

  const id = before?.id ?? sidan.newId();
  await sidan.db.sequelize.transaction(async (transaction) => {
    const q = connectionOf(sidan.db, transaction);
    const asks = await requesterFor(reader, transaction, { before, around: { ...around, regionCode }, rest, values });
    const { countsFrom, doneThrough } = beginToday(shape.dayOff, today);
    await q.query(sidan.write(before ? CHANGE : MAKE), [
      id,
      regionCode,
      rest.title,
      rest.serviceItemId,
      townCode,
      rest.siteId,
      asks.id,
      asks.kind,
      JSON.stringify(shape.recurrence),
      shape.timeFrom,
      shape.timeTo,
      rest.leadDays,
      shape.dayOff,
      shape.weekendsOff,
      shape.startsOn,
      shape.endsOn,
      sidan.vault.seal(JSON.stringify(values)),
      doneThrough,
      countsFrom,
      actor.name,
    ]);
    await forgetAhead(sidan, q, { id, regionCode }, today);
  });
  return id;
}

const MAKE = `
insert into {sidanPlans} ([id], [regionCode], [title], [serviceItemId], [townCode], [siteId], [requesterId], [requesterKind], [recurrence], [timeFrom], [timeTo], [leadDays],
                          [dayOff], [weekendsOff], [startsOn], [endsOn], [values], [doneThrough], [countsFrom], [madeBy], [state], [revision], [createdAt], [updatedAt])
values ($1::uuid, $2, $3, $4::uuid, $5, $6::uuid, $7::uuid, $8, $9::jsonb, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 'active', 1, now(), now())`;

/** Who made it stays as it was. */
const CHANGE = `
update {sidanPlans} set [title] = $3, [serviceItemId] = $4::uuid, [townCode] = $5, [siteId] = $6::uuid, [requesterId] = $7::uuid, [requesterKind] = $8, [recurrence] = $9::jsonb,
       [timeFrom] = $10, [timeTo] = $11, [leadDays] = $12, [dayOff] = $13, [weekendsOff] = $14, [startsOn] = $15, [endsOn] = $16, [values] = $17, [doneThrough] = $18,
       [countsFrom] = $19, [madeBy] = coalesce([madeBy], $20), [nextAt] = null, [problem] = null, [revision] = [revision] + 1, [updatedAt] = now()
 where [regionCode] = $2 and [id] = $1::uuid`;

/** Each problem with the title of its field, for the sentence that tells of all. */
const titled = ({ say }: Reader, problems: readonly (Problem | FieldProblem)[]) =>
  problems.map((problem) => ({
    ...problem,
    title: ('title' in problem && problem.title) || say(`api.plan.field.${problem.field}`),
  }));

async function aroundOf(
  { sidan, q }: Reader,
  itemId: string,
  townCode: string,
  siteId: string | null,
): Promise<Around> {
  const uuid = (value: string | null) => (isId(value) ? value : null);
  const { rows } = await q.query<Around>(
    sidan.write(`
      select i.[regionCode] as "regionCode", c.[calendar] as calendar, c.[centerName] as "centerName", ${openNow('i', '$4')} as open,
             exists (select 1 from {sidanRegions} t where t.[regionCode] = i.[regionCode] and t.[code] = $2 and t.[level] = 'town') as town,
             (select json_build_object('name', s.[name], 'phone', s.[phone], 'address', s.[address]) from {sidanSites} s
               where s.[regionCode] = i.[regionCode] and s.[id] = $3::uuid and coalesce(s.[status], 'active') = 'active') as site
        from {sidanServiceItems} i left join {sidanCounties} c on c.[regionCode] = i.[regionCode]
       where i.[id] = $1::uuid and coalesce(i.[status], 'active') = 'active'`),
    [uuid(itemId), townCode, uuid(siteId), sidan.clock()],
  );
  return rows[0] ?? { regionCode: null, calendar: null, open: true, town: true, site: null, centerName: null };
}

interface Asking {
  before: Plan | undefined;
  around: Around & { regionCode: string };
  rest: { siteId: string | null; requester?: PersonAsked };
  values: Record<string, unknown>;
}

/** Who asks: the person named; else, as before, that of the plan; else the site, or the centre, itself. */
async function requesterFor(
  { sidan }: Reader,
  transaction: Transaction,
  { before, around, rest, values }: Asking,
): Promise<{ id: string; kind: Plan['requesterKind'] }> {
  const { regionCode } = around;
  if (rest.requester) {
    const place = { townCode: String(values.townCode), address: values.address ? String(values.address) : undefined };
    const consent = { via: 'clerk' as const, at: sidan.clock() };
    const person = await personTold(sidan, transaction, regionCode, { ...rest.requester, ...place }, consent);
    return { id: person.id, kind: 'person' };
  }
  const unmoved = before && (before.requesterKind === 'person' || before.siteId === rest.siteId);
  if (unmoved) return { id: before.requesterId, kind: before.requesterKind };
  const q = connectionOf(sidan.db, transaction);
  const known = await officeOf(sidan, q, regionCode, rest.siteId);
  if (known) return { id: known, kind: 'office' };
  const made = await sidan.db.getModel('sidanPeople').create(
    {
      id: sidan.newId(),
      regionCode,
      name: around.site?.name ?? around.centerName ?? regionCode,
      townCode: String(values.townCode),
      address: around.site?.address ?? null,
    },
    { transaction },
  );
  return { id: String(made.get('id')), kind: 'office' };
}

/** A site, or the centre, that asks already in another plan. */
async function officeOf(
  { write }: Reader['sidan'],
  q: Connection,
  regionCode: string,
  siteId: string | null,
): Promise<string | undefined> {
  const { rows } = await q.query<{ id: string }>(
    write(`select p.[requesterId] as id from {sidanPlans} p join {sidanPeople} r on r.[regionCode] = p.[regionCode] and r.[id] = p.[requesterId]
            where p.[regionCode] = $1 and p.[requesterKind] = 'office' and p.[siteId] is not distinct from $2::uuid order by p.[createdAt], p.[id] limit 1`),
    [regionCode, siteId],
  );
  return rows[0]?.id;
}

/** 暂停、恢复：while it is paused no orders are made, and those that would have been are not made up for. @throws NOT_FOUND */
export async function switchPlan(reader: Reader, id: unknown, state: Plan['state']): Promise<string> {
  const { sidan } = reader;
  const plan = await planOf(reader, id);
  if (plan.state === state) return plan.id;
  const today = todayOf(plan, sidan.clock());
  const { countsFrom, doneThrough } = beginToday(plan.dayOff, today);
  await sidan.db.sequelize.transaction(async (transaction) => {
    const q = connectionOf(sidan.db, transaction);
    await q.query(
      sidan.write(`
        update {sidanPlans} set [state] = $3, [doneThrough] = $4, [countsFrom] = $5, [nextAt] = null, [problem] = null, [revision] = [revision] + 1, [updatedAt] = now()
         where [regionCode] = $1 and [id] = $2::uuid`),
      [plan.regionCode, plan.id, state, doneThrough, countsFrom],
    );
    if (state === 'active') await forgetAhead(sidan, q, plan, today);
  });
  return plan.id;
}
