import {
  eventSpec,
  OVERALL,
  STARS,
  stepsOf,
  WHOLE_MAX,
  type EventField as FieldSpec,
  type RatingForm,
} from '@sidan/lifecycle';
import type { OrderRow } from '../commands/orderRow';
import type { AllowedEvent, EventField } from '../../api/types';
import type { Lifecycle } from '../lifecycles';
import { openNow } from '../emergencies/force';
import { asksScore, ratingFormOf, SCORE } from '../commands/ratingForm';
import { ratedName, stepName, titlesOf } from '../lifecycles/titles';
import { hasJoined, missingOf } from '../commands/joined';
import { isNear } from '../access/near';
import { inRegion } from '../commands/command';
import { named, rowsOf, type Reader } from './reader';

/** Of a whole number, and of the longest text, where the event says nothing (`@sidan/lifecycle`). */
const MINUTES_MAX = 1440;
const SCORE_MAX = 5;
const TEXT_LENGTH_MAX = 1000;
/** How many people a team brings (region `teams`). */
const HEADCOUNT = 'headcount';
/** Nobody looks through more. */
const CHOICES_MAX = 200;

/** What may be sent now, each with the fields that its form draws, in the words of the order's own lifecycle. */
export async function allowedEvents(
  reader: Reader,
  lifecycle: Lifecycle,
  order: OrderRow,
  types: readonly string[],
): Promise<AllowedEvent[]> {
  const events = describedEvents(reader, lifecycle, types, (field) => order.get(field));
  for (const { fields } of events)
    for (const field of fields) if (!field.options) Object.assign(field, await lookedUp(reader, order, field.kind));
  // One form for whoever rates: the parties, and the centre that calls.
  const rated = events.filter(({ type }) => asksScore(eventSpec(lifecycle.definition, type)));
  if (!rated.length) return events;
  const form = await ratingFormOf(reader.sidan, reader.q, lifecycle.definition, order);
  for (const { type, fields } of rated)
    Object.assign(fields.find(({ name }) => name === SCORE)!, ratingField(titlesOf(reader, lifecycle), form, type));
  return events;
}

/** How the form of a rating is drawn. Stars for the whole are one number; whatever else is asked goes by items. */
function ratingField(title: (key: string) => string, form: RatingForm, event: string): Partial<EventField> {
  const plain = form.scale === STARS && form.from === 1 && form.to === SCORE_MAX && form.items.length === 0;
  const items = plain ? [] : form.items.length ? form.items : [OVERALL];
  return {
    min: form.from,
    max: form.to,
    mayAbstain: true,
    scale: stepsOf(form).map((value) => ({ value, label: stepName(title, form, value) })),
    ...(items.length ? { items: items.map((name) => ({ name, label: ratedName(title, name, event) })) } : {}),
  };
}

/** The same without what has to be looked up: for lists. */
export function describedEvents(
  reader: Pick<Reader, 'lang' | 'say'>,
  lifecycle: Lifecycle,
  types: readonly string[],
  read: (field: string) => unknown,
): AllowedEvent[] {
  const title = titlesOf(reader, lifecycle);
  // Who comes alone is not asked how many come.
  const isAsked = ({ name }: FieldSpec) => name !== HEADCOUNT || missingOf(read).people > 1;
  return types.map((type) => ({
    type,
    label: title(`event.${type}`),
    fields: (eventSpec(lifecycle.definition, type)?.fields ?? []).filter(isAsked).map((field): EventField => {
      const { name, kind, required, options = [] } = field;
      const choices = options.map((value) => ({ value, label: title(`option.${type}.${name}.${value}`) }));
      return {
        name,
        kind,
        required,
        label: title(`field.${type}.${name}`),
        ...boundsOf(field),
        ...(kind === 'choice' ? { options: choices } : {}),
      };
    }),
  }));
}

function boundsOf({ kind, lengthMax, max }: FieldSpec): Pick<EventField, 'min' | 'max' | 'lengthMax'> {
  if (kind === 'text') return { lengthMax: lengthMax ?? TEXT_LENGTH_MAX };
  if (kind === 'whole') return { min: 0, max: max ?? WHOLE_MAX };
  if (kind === 'score') return { min: 1, max: SCORE_MAX };
  return kind === 'minutes' ? { min: 1, max: MINUTES_MAX } : {};
}

async function lookedUp(
  reader: Reader,
  order: OrderRow,
  kind: EventField['kind'],
): Promise<Pick<EventField, 'options' | 'optionsFrom'>> {
  // Ranked, with reasons: a list of its own.
  if (kind === 'teams') return { optionsFrom: 'sidanOrders:candidates' };
  const statement = STATEMENTS[kind as keyof typeof STATEMENTS];
  if (!statement) return {};
  const given: unknown[] = [order.get('regionCode'), order.get('id')];
  if (kind === 'item') given.push(reader.sidan.clock());
  const rows = await rowsOf<Choice>(reader, statement, given);
  const own = rows.filter((row) => row.townCode === undefined || isNear(reader.actor, inRegion(order), row.townCode));
  return { options: own.map(({ value, name, nameEn }) => ({ value, label: named(reader.lang, name, nameEn) })) };
}

interface Choice {
  value: string;
  name: string;
  nameEn: string | null;
  /** Where it lies, of what is chosen from one's own area only. */
  townCode?: string | null;
}

/** `$1` the county, `$2` the order, of items `$3` now. */
const STATEMENTS = {
  /** Who may have served: the team that has the order, or the several that have joined it. */
  people: `
    select distinct p.[id] as value, p.[name] as name, null as "nameEn" from {sidanTeamMembers} m
      join {sidanOrders} o on o.[regionCode] = m.[regionCode] and o.[id] = $2::uuid and (o.[teamId] = m.[teamId] or ${hasJoined('o', 'm.[teamId]')})
      join {sidanPeople} p on p.[regionCode] = m.[regionCode] and p.[id] = m.[personId]
     where m.[regionCode] = $1 and m.[status] = 'active' order by name, value limit ${CHOICES_MAX}`,
  /** Where it may go down to: below the site where it lies, or all sites but the centre; those of its town first. */
  site: `
    select s.[id] as value, s.[name] as name, s.[nameEn] as "nameEn" from {sidanSites} s
      join {sidanOrders} o on o.[regionCode] = s.[regionCode] and o.[id] = $2::uuid
     where s.[regionCode] = $1 and coalesce(s.[status], 'active') = 'active' and s.[kind] <> 'center'
       and (o.[siteId] is null or coalesce(o.[level], 'center') = 'center' or s.[parentId] = o.[siteId])
     order by coalesce(s.[townCode] = o.[townCode], false) desc, array_position(array['institute', 'station', 'point', 'base', 'post'], s.[kind]::text), s.[name], s.[id]
     limit ${CHOICES_MAX}`,
  item: `
    select i.[id] as value, i.[name] as name, i.[nameEn] as "nameEn" from {sidanServiceItems} i
     where i.[regionCode] = $1 and coalesce(i.[status], 'active') = 'active' and $2::uuid is not null and ${openNow('i', '$3')} order by i.[category], i.[name], i.[id] limit ${CHOICES_MAX}`,
  /** What it may be merged into: of the same person, or of the same service in the same town, under way and placed within a month. */
  order: `
    select d.[id] as value, d.[orderNo] || ' ' || d.[title] as name, null as "nameEn", d.[townCode] as "townCode" from {sidanOrders} o
      join {sidanOrders} d on d.[regionCode] = o.[regionCode] and d.[id] <> o.[id] and d.[closedAt] is null
       and (d.[requesterId] = o.[requesterId] or (d.[serviceItemId] = o.[serviceItemId] and d.[townCode] = o.[townCode]))
       and d.[placedAt] between o.[placedAt] - interval '31 days' and o.[placedAt] + interval '31 days'
     where o.[regionCode] = $1 and o.[id] = $2::uuid order by (d.[requesterId] = o.[requesterId]) desc, d.[placedAt] desc, d.[id] limit 20`,
} as const;
