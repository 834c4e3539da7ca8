import { FESTIVALS, plusDays, SOLAR_TERMS } from '@sidan/lifecycle';
import type { FormField, PlanDesk, PlanLine, PlanPreview, PlanRequest, PlanDetail } from '../../api/types';
import { STANDARD } from '../calendar';
import { SidanError } from '../errors';
import { maskPhone } from '../privacy/masks';
import { serviceMenu, towns } from '../reads/portal';
import { named, rowsOf, type Reader } from '../reads/reader';
import { checkPlanner, mayPlan, plansAt } from './access';
import { readShape } from './asked';
import { daysOf, PLAN_COLUMNS, todayOf, type DayRow, type Plan } from './plan';
import { planForm, planOf } from './save';
import { upcoming } from './upcoming';
import { dateInWords, dayInWords, planInWords, problemInWords } from './words';

const LINES_MAX = 500;
const DAYS_MAX = 30;
const MISSED_DAYS = 30;

interface Row extends Plan {
  itemName: string | null;
  itemNameEn: string | null;
  townName: string | null;
  townNameEn: string | null;
  siteName: string | null;
  siteNameEn: string | null;
  requesterName: string | null;
}

const AROUND = `
  i.[name] as "itemName", i.[nameEn] as "itemNameEn", t.[name] as "townName", t.[nameEn] as "townNameEn", s.[name] as "siteName", s.[nameEn] as "siteNameEn", r.[name] as "requesterName"`;
const FROM = `
  from {sidanPlans} p left join {sidanServiceItems} i on i.[regionCode] = p.[regionCode] and i.[id] = p.[serviceItemId]
  left join {sidanRegions} t on t.[regionCode] = p.[regionCode] and t.[code] = p.[townCode]
  left join {sidanSites} s on s.[regionCode] = p.[regionCode] and s.[id] = p.[siteId]
  left join {sidanPeople} r on r.[regionCode] = p.[regionCode] and r.[id] = p.[requesterId]`;

/** The plans of a county that the reader keeps, those that run first. @throws NOT_ALLOWED */
export async function plansIn(reader: Reader, regionCode: string): Promise<PlanLine[]> {
  checkPlanner(reader.actor, regionCode);
  const rows = await rowsOf<Row>(
    reader,
    `select ${PLAN_COLUMNS}, ${AROUND} ${FROM} where p.[regionCode] = $1 order by p.[state], p.[createdAt] desc, p.[id] limit ${LINES_MAX}`,
    [regionCode],
  );
  const own = rows.filter((row) => plansAt(reader.actor, row.regionCode, row.townCode));
  return Promise.all(own.map(async (row) => (await lineOf(reader, row)).line));
}

async function lineOf(reader: Reader, row: Row): Promise<{ line: PlanLine; days: DayRow[] }> {
  const { sidan, q, lang } = reader;
  const now = sidan.clock();
  const today = todayOf(row, now);
  const days = await daysOf(sidan, q, row, plusDays(today, -MISSED_DAYS));
  const [next] =
    row.state === 'active'
      ? upcoming(row, now, days, 3).filter(({ as }) => ['held', 'made', 'unknown'].includes(as))
      : [];
  const last = days.find(({ state }) => state === 'placed');
  return {
    days,
    line: {
      id: row.id,
      regionCode: row.regionCode,
      title: row.title,
      itemName: named(lang, row.itemName, row.itemNameEn),
      townName: named(lang, row.townName, row.townNameEn) || undefined,
      siteName: named(lang, row.siteName, row.siteNameEn) || undefined,
      requesterName: row.requesterName ?? '',
      words: planInWords(reader, row),
      state: row.state,
      next: next && dateInWords(reader, row, next).words,
      lastOrder: last?.orderId
        ? { id: last.orderId, orderNo: last.orderNo ?? '', on: last.on ?? last.date }
        : undefined,
      problem: problemInWords(reader, row),
      missed: days.filter(({ state }) => state === 'missed').length,
    },
  };
}

/** One plan: as it is changed, what is ahead of it and what became of its dates. @throws NOT_FOUND */
export async function planView(reader: Reader, id: unknown): Promise<PlanDetail> {
  const { sidan, q } = reader;
  const plan = await planOf(reader, id);
  const [row] = await rowsOf<Row>(
    reader,
    `select ${PLAN_COLUMNS}, ${AROUND} ${FROM} where p.[regionCode] = $1 and p.[id] = $2::uuid`,
    [plan.regionCode, plan.id],
  );
  const { line, days } = await lineOf(reader, row!);
  return {
    ...line,
    form: formOf(reader, plan),
    next10:
      plan.state === 'active' ? upcoming(plan, sidan.clock(), days).map((one) => dateInWords(reader, plan, one)) : [],
    days: (await daysOf(sidan, q, plan, plan.startsOn, DAYS_MAX)).map((day) => dayInWords(reader, day)),
  };
}

function formOf({ sidan }: Reader, plan: Plan): PlanDetail['form'] {
  const { contactPhone, ...values } = JSON.parse(sidan.vault.open(plan.values)) as Record<string, unknown>;
  return {
    id: plan.id,
    title: plan.title,
    serviceItemId: plan.serviceItemId,
    siteId: plan.siteId ?? undefined,
    forPerson: plan.requesterKind === 'person',
    recurrence: plan.recurrence as PlanRequest['recurrence'],
    timeFrom: plan.timeFrom,
    timeTo: plan.timeTo,
    leadDays: plan.leadDays,
    dayOff: plan.dayOff,
    weekendsOff: plan.weekendsOff,
    startsOn: plan.startsOn,
    endsOn: plan.endsOn ?? undefined,
    values: { ...values, ...(contactPhone ? { contactPhone: maskPhone(String(contactPhone)) } : {}) },
  };
}

/** The next ten dates of a plan as somebody is drawing it up, or changing it (`id`). @throws NOT_ALLOWED, INVALID_DATA, NOT_FOUND */
export async function previewPlan(
  reader: Reader,
  regionCode: string,
  body: Record<string, unknown>,
): Promise<PlanPreview> {
  const { sidan, q } = reader;
  checkPlanner(reader.actor, regionCode);
  const plan = body.id === undefined ? undefined : await planOf(reader, body.id);
  const now = sidan.clock();
  const [county] = await rowsOf<Pick<Plan, 'calendar'>>(
    reader,
    `select c.[calendar] as calendar from {sidanCounties} c where c.[regionCode] = $1`,
    [plan?.regionCode ?? regionCode],
  );
  const today = todayOf({ calendar: county?.calendar ?? null }, now);
  const { shape, problems } = readShape(body, plan?.startsOn ?? today);
  if (problems.length)
    throw new SidanError('INVALID_DATA', {
      problems: problems.map((problem) => ({ ...problem, title: reader.say(`api.plan.field.${problem.field}`) })),
    });
  // Of days to come only orders stay when a plan is changed.
  const days = plan ? (await daysOf(sidan, q, plan, today)).filter(({ state }) => state === 'placed') : [];
  const times = { ...shape, calendar: county?.calendar ?? null };
  return {
    words: planInWords(reader, times),
    dates: upcoming(times, now, days).map((one) => dateInWords(reader, times, one)),
  };
}

/** What the page is made of. @throws NOT_ALLOWED */
export async function planDesk(reader: Reader, fields: readonly FormField[], asked: unknown): Promise<PlanDesk> {
  const { actor, lang, say, sidan } = reader;
  const all = await rowsOf<{ regionCode: string; name: string; calendar: Plan['calendar'] }>(
    reader,
    `select [regionCode] as "regionCode", [name] as name, [calendar] as calendar from {sidanCounties} order by [createdAt], [regionCode]`,
    [],
  );
  const counties = all.filter(({ regionCode }) => mayPlan(actor, regionCode));
  const county = asked ? counties.find(({ regionCode }) => regionCode === asked) : counties[0];
  if (!county) throw new SidanError('NOT_ALLOWED');
  const { regionCode } = county;
  const places = (await towns(reader, regionCode)).filter(({ code }) => plansAt(actor, regionCode, code));
  const options = places.map(({ code, name }) => ({ value: code, label: name }));
  const sites = await rowsOf<{
    id: string;
    name: string;
    nameEn: string | null;
    townCode: string | null;
    address: string | null;
    phone: string | null;
  }>(
    reader,
    `select s.[id] as id, s.[name] as name, s.[nameEn] as "nameEn", s.[townCode] as "townCode", s.[address] as address, s.[phone] as phone from {sidanSites} s
      where s.[regionCode] = $1 and coalesce(s.[status], 'active') = 'active' order by s.[townCode], s.[name], s.[id]`,
    [regionCode],
  );
  return {
    regionCode,
    counties: counties.map(({ regionCode: code, name }) => ({ regionCode: code, name })),
    items: await serviceMenu(reader, regionCode),
    fields: planForm(fields).map((field) => (field.name === 'townCode' ? { ...field, options } : field)),
    sites: sites
      .filter(({ townCode }) => plansAt(actor, regionCode, townCode))
      .map(({ id, name, nameEn, townCode, address, phone }) => ({
        id,
        name: named(lang, name, nameEn),
        townCode: townCode ?? undefined,
        address: address ?? undefined,
        phone: phone ?? undefined,
      })),
    festivals: Object.keys(FESTIVALS).map((value) => ({ value, label: say(`api.festival.${value}`) })),
    terms: SOLAR_TERMS.map((value) => ({ value, label: say(`api.solarTerm.${value}`) })),
    today: todayOf({ calendar: county.calendar ?? STANDARD }, sidan.clock()),
  };
}
