/** What may be sent to a lifecycle: the event, and the data it takes. */
import { isCapacity, type Capacity } from './capacity';
import { checkKeys, isRecord, type Problem, type Report } from './problem';

/** An event as it is sent. `data` holds exactly the fields that the event's definition lists. */
export interface LifecycleEvent {
  type: string;
  data?: Readonly<Record<string, unknown>>;
}

/** `text`: a string. `score`: a whole number from 1 to 5. `teams`: ids of teams, at least one, none twice. `boolean`: true or false. */
export type FieldKind = 'text' | 'score' | 'teams' | 'boolean';

export interface EventField {
  name: string;
  kind: FieldKind;
  required: boolean;
  /** The longest text, in UTF-16 units. */
  lengthMax?: number;
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

interface KindSpec {
  /** The code of what is wrong with a value that is there, or null. */
  check(value: unknown, field: EventField): string | null;
}

const KINDS = {
  text: {
    check(value, { required, lengthMax = TEXT_LENGTH_MAX }) {
      if (typeof value !== 'string') return 'FIELD_KIND';
      if (required && value.trim() === '') return 'FIELD_REQUIRED';
      return value.length > lengthMax ? 'FIELD_TOO_LONG' : null;
    },
  },
  score: {
    check: (value) =>
      Number.isInteger(value) && (value as number) >= 1 && (value as number) <= SCORE_MAX ? null : 'FIELD_KIND',
  },
  teams: {
    check(value, { required }) {
      if (!Array.isArray(value) || value.some((id) => typeof id !== 'string' || id === '')) return 'FIELD_KIND';
      if (required && value.length === 0) return 'FIELD_REQUIRED';
      if (value.length > TEAMS_MAX) return 'FIELD_TOO_LONG';
      return new Set(value).size < value.length ? 'FIELD_REPEATED' : null;
    },
  },
  boolean: { check: (value) => (typeof value === 'boolean' ? null : 'FIELD_KIND') },
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

/** Checks `events.<type>` of a definition file. Codes: NAME_INVALID, EVENT_SHAPE, CAPACITY_UNKNOWN, CAPACITY_NONE, FIELD_SHAPE, KEY_UNKNOWN. */
export function checkEvent(type: string, event: unknown, path: string, report: Report): void {
  if (!NAME.test(type)) report('NAME_INVALID', path, { name: type });
  if (!isRecord(event)) return report('EVENT_SHAPE', path);
  checkKeys(event, ['by', 'data', 'description'], path, report);
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
    if (!isRecord(field) || !Object.hasOwn(KINDS, String(field.kind))) report('FIELD_SHAPE', at);
    else checkKeys(field, ['kind', 'required', 'lengthMax', 'description'], at, report);
  }
}

/** The spec of an event that has passed `checkEvent()`. */
export function toEventSpec(type: string, event: Record<string, unknown>): EventSpec {
  const fields = Object.entries((event.data ?? {}) as Record<string, Partial<EventField>>).map(([name, field]) => ({
    name,
    kind: field.kind as FieldKind,
    required: field.required === true,
    ...(field.lengthMax === undefined ? {} : { lengthMax: field.lengthMax }),
  }));
  return { type, by: [...(event.by as Capacity[])], fields };
}
