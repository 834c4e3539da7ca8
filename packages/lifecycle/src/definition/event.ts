/** What may be sent to a lifecycle: the event, and the data it takes. */
import { isCapacity, type Capacity } from './capacity';
import { checkKeys, isRecord, type Problem, type Report } from '../problem';
import { isScore } from '../rating/judge';
import { checkPresence, type Presence } from './presence';

/** An event as it is sent. `data` holds exactly the fields that the event's definition lists. */
export interface LifecycleEvent {
  type: string;
  data?: Readonly<Record<string, unknown>>;
}

/**
 * `text`: a string. `score`: a whole number from 1 to 5, marks by item, or an abstention (`rating/judge.ts`). `teams`, `people`: ids, at least one, none twice. `boolean`: true or false. `minutes`: a whole
 * number from 1 to a day's. `whole`: a whole number from 0 to `max`. `choice`: one of the field's options. `site`, `item`, `order`: the id of one.
 */
export const FIELD_KINDS = [
  'text',
  'score',
  'teams',
  'people',
  'boolean',
  'minutes',
  'whole',
  'choice',
  'site',
  'item',
  'order',
] as const;

export type FieldKind = (typeof FIELD_KINDS)[number];

export interface EventField {
  name: string;
  kind: FieldKind;
  required: boolean;
  /** The longest text, in UTF-16 units. */
  lengthMax?: number;
  /** The largest whole number. */
  max?: number;
  /** Of a choice. */
  options?: readonly string[];
  /** The fact that the value is for rules, from this event on: what a reviewer recognised, what a task is worth. */
  fact?: string;
}

export interface EventSpec {
  type: string;
  /** The capacities in which one may send it. */
  by: readonly Capacity[];
  /** In the order in which a form shows them. */
  fields: readonly EventField[];
}

export const TEXT_LENGTH_MAX = 1000;
export const TEAMS_MAX = 50;
export const SCORE_MAX = 5;
/** Of one service, stated by somebody. */
export const STATED_MINUTES_MAX = 1440;
/** Of a whole number, where its field says nothing. */
export const WHOLE_MAX = 1000;
const OPTIONS_MAX = 50;

interface KindSpec {
  /** The code of what is wrong with a value that is there, or null. */
  check(value: unknown, field: EventField): string | null;
}

const ids: KindSpec = {
  check(value, { required }) {
    if (!Array.isArray(value) || value.some((id) => typeof id !== 'string' || id === '')) return 'FIELD_KIND';
    if (required && value.length === 0) return 'FIELD_REQUIRED';
    if (value.length > TEAMS_MAX) return 'FIELD_TOO_LONG';
    return new Set(value).size < value.length ? 'FIELD_REPEATED' : null;
  },
};

const id: KindSpec = {
  check(value, { required }) {
    if (typeof value !== 'string') return 'FIELD_KIND';
    if (required && value === '') return 'FIELD_REQUIRED';
    return value.length > TEXT_LENGTH_MAX ? 'FIELD_TOO_LONG' : null;
  },
};

const wholeUpTo = (max: number): KindSpec => ({
  check: (value) =>
    Number.isInteger(value) && (value as number) >= 1 && (value as number) <= max ? null : 'FIELD_KIND',
});

const KINDS = {
  text: {
    check(value, { required, lengthMax = TEXT_LENGTH_MAX }) {
      if (typeof value !== 'string') return 'FIELD_KIND';
      if (required && value.trim() === '') return 'FIELD_REQUIRED';
      return value.length > lengthMax ? 'FIELD_TOO_LONG' : null;
    },
  },
  score: { check: (value) => (isScore(value) ? null : 'FIELD_KIND') },
  teams: ids,
  people: ids,
  boolean: { check: (value) => (typeof value === 'boolean' ? null : 'FIELD_KIND') },
  minutes: wholeUpTo(STATED_MINUTES_MAX),
  whole: {
    check: (value, { max = WHOLE_MAX }) =>
      Number.isInteger(value) && (value as number) >= 0 && (value as number) <= max ? null : 'FIELD_KIND',
  },
  choice: { check: (value, { options = [] }) => (options.includes(value as string) ? null : 'FIELD_KIND') },
  site: id,
  item: id,
  order: id,
} satisfies Record<FieldKind, KindSpec>;

/**
 * Everything that is wrong with the data of an event; an empty list when it fits. `path` is the field's name. Undefined and null count as absent.
 * Codes: FIELD_REQUIRED, FIELD_KIND, FIELD_TOO_LONG, FIELD_REPEATED, FIELD_UNKNOWN.
 */
export function checkEventData(spec: EventSpec, data: Readonly<Record<string, unknown>> = {}): Problem[] {
  const problems: Problem[] = [];
  for (const field of spec.fields) {
    const value = Object.hasOwn(data, field.name) ? data[field.name] : undefined;
    const absent = value === undefined || value === null;
    const kind: KindSpec = KINDS[field.kind];
    const code = absent ? (field.required ? 'FIELD_REQUIRED' : null) : kind.check(value, field);
    if (code) problems.push({ code, path: field.name, params: { field: field.name, kind: field.kind } });
  }
  for (const name of Object.keys(data)) {
    if (!spec.fields.some((field) => field.name === name)) {
      problems.push({ code: 'FIELD_UNKNOWN', path: name, params: { field: name } });
    }
  }
  return problems;
}

export const NAME = /^[a-z][A-Za-z0-9]{0,63}$/;

/**
 * Checks `events.<type>` of a definition file; `regions` are the names of its regions, when they are still open.
 * Codes: NAME_INVALID, EVENT_SHAPE, CAPACITY_UNKNOWN, CAPACITY_NONE, FIELD_SHAPE, FIELD_OPTIONS, KEY_UNKNOWN, PRESENCE_SHAPE, REGION_UNKNOWN.
 */
export function checkEvent(
  type: string,
  event: unknown,
  path: string,
  report: Report,
  regions?: ReadonlySet<string>,
): void {
  if (!NAME.test(type)) report('NAME_INVALID', path, { name: type });
  if (!isRecord(event)) return report('EVENT_SHAPE', path);
  const presence = regions ? ['region', 'unless'] : [];
  checkKeys(event, ['by', 'data', 'description', ...presence], path, report);
  if (regions) checkPresence(event, regions, path, report);
  if (!Array.isArray(event.by) || event.by.length === 0) report('CAPACITY_NONE', `${path}/by`);
  else {
    event.by.forEach((by, i) => {
      if (!isCapacity(by)) report('CAPACITY_UNKNOWN', `${path}/by/${i}`, { capacity: by });
    });
  }
  if (event.data === undefined) return;
  if (!isRecord(event.data)) return report('EVENT_SHAPE', `${path}/data`);
  for (const [name, field] of Object.entries(event.data)) {
    const at = `${path}/data/${name}`;
    if (!NAME.test(name)) report('NAME_INVALID', at, { name });
    if (!isRecord(field) || !Object.hasOwn(KINDS, String(field.kind))) {
      report('FIELD_SHAPE', at);
      continue;
    }
    checkKeys(
      field,
      ['kind', 'required', 'lengthMax', 'max', 'options', 'fact', 'description', ...presence],
      at,
      report,
    );
    if (field.fact !== undefined && !FACT.test(String(field.fact)))
      report('NAME_INVALID', `${at}/fact`, { name: field.fact });
    if (field.max !== undefined && !(field.kind === 'whole' && isWhole(field.max))) report('FIELD_SHAPE', `${at}/max`);
    if (regions) checkPresence(field, regions, at, report);
    if ((field.kind === 'choice') !== isOptions(field.options))
      report('FIELD_OPTIONS', at, { event: type, field: name });
  }
}

/** Of a fact: `review.points`. */
const FACT = /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/;

const isWhole = (max: unknown): boolean => Number.isSafeInteger(max) && (max as number) >= 1;

const isOptions = (options: unknown): boolean =>
  Array.isArray(options) &&
  options.length > 0 &&
  options.length <= OPTIONS_MAX &&
  options.every((option) => typeof option === 'string' && NAME.test(option));

/** The spec of an event that has passed `checkEvent()`. */
export function toEventSpec(type: string, event: Record<string, unknown>): EventSpec {
  const fields = Object.entries((event.data ?? {}) as Record<string, Partial<EventField> & Presence>).map(
    ([name, field]) => ({
      name,
      kind: field.kind as FieldKind,
      required: field.required === true,
      ...(field.lengthMax === undefined ? {} : { lengthMax: field.lengthMax }),
      ...(field.max === undefined ? {} : { max: field.max }),
      ...(field.fact === undefined ? {} : { fact: field.fact }),
      ...(field.options === undefined ? {} : { options: [...field.options] }),
    }),
  );
  return { type, by: [...(event.by as Capacity[])], fields };
}
