import { id, join, param, sql, type Fragment, type SourceBinding } from '@sidan/rules/sql';
import type { Columns } from './columns';

/** How far around an attendance others are looked for, whatever a rule asks: nobody travels, enters or hands a telephone round for longer. */
const NEAR_DAYS = 3;
const NEAR = `${NEAR_DAYS} days`;

/**
 * What lies near one attendance, the event's own (`e.attendance`), as sources of measured facts. Each is found from that one row by an index and within a few days, or the
 * window of the fact, so that it costs the same however long the history is. An event about no attendance has none of these rows.
 *
 * `w` is the attendance looked at, `b` the other one. Of two that overlap the one that ended earlier is the other: a pair is seen once, on the one that was ended last.
 */
export function watchedSources(columns: Columns): Record<string, SourceBinding> {
  const { table, at, text, whole } = columns;
  const attendances = table('sidanAttendances');
  const w = (field: string) => at('w', field);
  const b = (field: string) => at('b', field);
  const near = param(NEAR, 'interval');
  const watched = sql`${columns.here('w')} and ${w('id')} = e.attendance`;
  /** Of two attendances the other, of the same county. */
  const other = (on: Fragment) =>
    sql`${attendances} as w join ${attendances} as b on ${b('regionCode')} = ${w('regionCode')} and ${on}`;
  const whose = { person: w('personId') };
  const own = { order: text(w('orderId')), person: text(w('personId')) };
  const minutesBetween = (from: Fragment, to: Fragment) =>
    sql`floor(extract(epoch from (${to} - ${from})) / 60)::bigint`;
  const apart = (field: string) => sql`abs(${minutesBetween(w(field), b(field))})`;
  const origin = sql`(case ${b('origin')} when 'stated' then 'staff' when 'declared' then 'staff' else ${b('origin')} end)`;

  const overlap = sql`greatest(${minutesBetween(sql`greatest(${w('checkInAt')}, ${b('checkInAt')})`, sql`least(${w('checkOutAt')}, ${b('checkOutAt')})`)}, 0)`;
  const gap = minutesBetween(
    sql`least(${w('checkOutAt')}, ${b('checkOutAt')})`,
    sql`greatest(${w('checkInAt')}, ${b('checkInAt')})`,
  );
  const km = kilometres(at, 'v', 'o');
  const order = (alias: string, of: string) =>
    sql` left join ${table('sidanOrders')} as ${id(alias)} on ${at(alias, 'regionCode')} = ${w('regionCode')} and ${at(alias, 'id')} = ${at(of, 'orderId')}`;
  const ownServices: SourceBinding = {
    from: sql`${other(sql`${b('personId')} = ${w('personId')} and ${b('id')} <> ${w('id')}
      and ${b('checkInAt')} > ${w('checkInAt')} - ${near} and ${b('checkInAt')} < ${w('checkOutAt')}
      and (${b('checkOutAt')}, ${b('id')}) < (${w('checkOutAt')}, ${w('id')}) and ${b('voidedAt')} is null`)}${order('v', 'w')}${order('o', 'b')}`,
    where: watched,
    time: b('checkInAt'),
    event: w('orderId'),
    fields: {
      ...own,
      at: text(b('checkInAt')),
      otherOrder: text(b('orderId')),
      origin: text(origin),
      overlapMinutes: whole(overlap),
      apartMinutes: whole(gap),
      km: { sql: km, as: 'double' },
      kmh: { sql: sql`(${km} * 60 / greatest(${gap}, 1))`, as: 'double' },
    },
    subjects: whose,
  };

  const entries: SourceBinding = {
    from: other(sql`${b('recordedBy')} = ${w('recordedBy')}
      and ${b('checkOutAt')} between ${w('checkOutAt')} - interval '1 day' and ${w('checkOutAt')} + interval '1 day'`),
    where: watched,
    time: b('checkOutAt'),
    event: w('orderId'),
    fields: {
      ...own,
      at: text(b('checkOutAt')),
      otherOrder: text(b('orderId')),
      other: text(b('personId')),
      apartMinutes: whole(apart('checkOutAt')),
      minutes: whole(b('minutes')),
    },
    subjects: whose,
  };

  const deviceUses: SourceBinding = {
    from: other(sql`${b('deviceKey')} = ${w('deviceKey')}
      and ${b('checkInAt')} between ${w('checkInAt')} - interval '1 day' and ${w('checkInAt')} + interval '1 day'`),
    where: watched,
    time: b('checkInAt'),
    event: w('orderId'),
    fields: {
      ...own,
      at: text(b('checkInAt')),
      otherOrder: text(b('orderId')),
      other: text(b('personId')),
      apartMinutes: whole(apart('checkInAt')),
    },
    subjects: whose,
  };

  const registered = at('r', 'registeredAt');
  const credits: SourceBinding = {
    from: sql`${attendances} as w join ${table('sidanVolunteers')} as r on ${at('r', 'regionCode')} = ${w('regionCode')} and ${at('r', 'personId')} = ${w('personId')}`,
    // Who served first and registered afterwards has no such time.
    where: sql`${watched} and ${registered} <= ${w('checkOutAt')}`,
    time: w('checkInAt'),
    event: w('orderId'),
    fields: {
      ...own,
      at: text(w('checkOutAt')),
      minutes: whole(w('minutes')),
      registeredMinutes: whole(minutesBetween(registered, w('checkOutAt'))),
    },
    subjects: whose,
  };

  const servedBy = (person: Fragment) =>
    sql`exists (select 1 from ${attendances} as b where ${b('regionCode')} = ${at('d', 'regionCode')} and ${b('orderId')} = ${at('d', 'id')} and ${b('personId')} = ${person} and ${b('checkOutAt')} is not null)`;
  const requester = at('v', 'requesterId');
  const relation = sql`(case when ${at('d', 'requesterId')} = ${w('personId')} then case when ${servedBy(requester)} then 'returned' end
    when ${servedBy(w('personId'))} then 'served' else 'others' end)`;
  const dealings: SourceBinding = {
    from: sql`${attendances} as w join ${table('sidanOrders')} as v on ${at('v', 'regionCode')} = ${w('regionCode')} and ${at('v', 'id')} = ${w('orderId')}
      join ${table('sidanOrders')} as d on ${at('d', 'regionCode')} = ${w('regionCode')} and ${at('d', 'requesterId')} in (${requester}, ${w('personId')}) and ${at('d', 'finishedAt')} is not null
      cross join lateral (select ${relation} as relation) as x`,
    where: sql`${watched} and ${requester} <> ${w('personId')} and x.relation is not null`,
    time: at('d', 'placedAt'),
    fields: {
      at: text(at('d', 'placedAt')),
      order: text(at('d', 'id')),
      relation: text(sql`x.relation`),
      person: text(w('personId')),
    },
    subjects: whose,
  };
  return { ownServices, entries, deviceUses, credits, dealings };
}

/** From one order's place of service to another's, as the crow flies; null where one has none. */
function kilometres(at: Columns['at'], one: string, other: string): Fragment {
  const lat = (alias: string) => sql`radians(${at(alias, 'latitude')})`;
  const dLat = sql`(${lat(other)} - ${lat(one)})`;
  const dLong = sql`radians(${at(other, 'longitude')} - ${at(one, 'longitude')})`;
  const known = join(
    [one, other].flatMap((alias) => ['latitude', 'longitude'].map((field) => sql`${at(alias, field)} is not null`)),
    sql` and `,
  );
  // `least` passes over what is missing.
  return sql`(case when ${known} then 12742 * asin(least(sqrt(sin(${dLat} / 2) ^ 2 + cos(${lat(one)}) * cos(${lat(other)}) * sin(${dLong} / 2) ^ 2), 1)) end)`;
}
