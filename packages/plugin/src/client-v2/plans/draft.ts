import type { FormField } from '../../api/types';
import type { PlanDetail, PlanRecurrence, PlanRequest, PlanTimes } from '../api/plans';
import { plainPhone, typedValues, type FieldValue } from '../intake/values';

/** How the form asks when it comes round; a month by its days or by its weekdays. */
export type Tab = 'weekly' | 'monthly' | 'festival' | 'solarTerm' | 'yearly';

/** Everything that may be chosen, kept while another way is tried. */
export interface WhenDraft {
  tab: Tab;
  weekdays: number[];
  by: 'day' | 'weekday';
  days: number[];
  nth: number;
  weekday: number;
  festivals: string[];
  terms: string[];
  dates: string[];
  offsetDays: number;
}

/** A plan as far as it has been drawn up. */
export interface PlanDraft {
  id?: string;
  title: string;
  serviceItemId?: string;
  siteId?: string;
  /** It is arranged for a resident. */
  forPerson: boolean;
  name: string;
  phone: string;
  /** Of a plan that is changed: they are named anew. */
  anew: boolean;
  when: WhenDraft;
  timeFrom: string;
  timeTo: string;
  leadDays: number;
  dayOff: PlanTimes['dayOff'];
  weekendsOff: boolean;
  startsOn: string;
  endsOn: string;
  values: Record<string, FieldValue>;
}

const WHEN: WhenDraft = {
  tab: 'weekly',
  weekdays: [5],
  by: 'weekday',
  days: [15],
  nth: 2,
  weekday: 6,
  festivals: [],
  terms: [],
  dates: [],
  offsetDays: 0,
};

/** An empty plan: Friday afternoons, from today on; a choice of one is made already. */
export const emptyPlan = (today: string, fields: readonly FormField[]): PlanDraft => ({
  title: '',
  forPerson: false,
  name: '',
  phone: '',
  anew: true,
  when: WHEN,
  timeFrom: '14:00',
  timeTo: '16:00',
  leadDays: 7,
  dayOff: 'keep',
  weekendsOff: false,
  startsOn: today,
  endsOn: '',
  values: Object.fromEntries(
    fields.flatMap(({ name, kind, required, options }) =>
      kind === 'select' && required && options?.length === 1 ? [[name, options[0]!.value]] : [],
    ),
  ),
});

/** A plan that is changed. Its telephone is not sent back masked: left empty, it stays as it is. */
export function draftOf({ form, requesterName }: PlanDetail): PlanDraft {
  const { contactPhone: _masked, ...values } = form.values;
  return {
    id: form.id,
    title: form.title,
    serviceItemId: form.serviceItemId,
    siteId: form.siteId,
    forPerson: form.forPerson,
    name: form.forPerson ? requesterName : '',
    phone: '',
    anew: false,
    when: whenOf(form.recurrence),
    timeFrom: form.timeFrom,
    timeTo: form.timeTo,
    leadDays: form.leadDays,
    dayOff: form.dayOff,
    weekendsOff: Boolean(form.weekendsOff),
    startsOn: form.startsOn ?? '',
    endsOn: form.endsOn ?? '',
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'number' ? String(value) : (value as FieldValue),
      ]),
    ),
  };
}

function whenOf(recurrence: PlanRecurrence): WhenDraft {
  const { kind, offsetDays = 0, ...parts } = recurrence;
  if (kind === 'monthDay') return { ...WHEN, ...parts, tab: 'monthly', by: 'day', offsetDays };
  if (kind === 'monthWeekday') return { ...WHEN, ...parts, tab: 'monthly', by: 'weekday', offsetDays };
  return { ...WHEN, ...parts, tab: kind, offsetDays };
}

/** The recurrence that was chosen. What is missing is the server's to say. */
export function recurrenceOf(when: WhenDraft): PlanRecurrence {
  const { tab, by, offsetDays } = when;
  const offset = offsetDays ? { offsetDays } : {};
  switch (tab) {
    case 'weekly':
      return { kind: 'weekly', weekdays: [...when.weekdays].sort(), ...offset };
    case 'monthly':
      return by === 'day'
        ? { kind: 'monthDay', days: when.days, ...offset }
        : { kind: 'monthWeekday', nth: when.nth, weekday: when.weekday, ...offset };
    case 'festival':
      return { kind: 'festival', festivals: when.festivals, ...offset };
    case 'solarTerm':
      return { kind: 'solarTerm', terms: when.terms, ...offset };
    case 'yearly':
      return { kind: 'yearly', dates: [...when.dates].sort(), ...offset };
  }
}

export const timesOf = (draft: PlanDraft): PlanTimes & { id?: string } => ({
  ...(draft.id ? { id: draft.id } : {}),
  recurrence: recurrenceOf(draft.when),
  timeFrom: draft.timeFrom,
  timeTo: draft.timeTo,
  dayOff: draft.dayOff,
  weekendsOff: draft.weekendsOff,
  ...(draft.startsOn ? { startsOn: draft.startsOn } : {}),
  ...(draft.endsOn ? { endsOn: draft.endsOn } : {}),
});

export function planRequest(draft: PlanDraft, fields: readonly FormField[]): PlanRequest {
  const { title, serviceItemId, siteId, leadDays, forPerson, anew, name, phone, values } = draft;
  return {
    ...timesOf(draft),
    title: title.trim(),
    serviceItemId: serviceItemId ?? '',
    ...(siteId ? { siteId } : {}),
    leadDays,
    ...(forPerson && anew
      ? { requester: { name: name.trim(), ...(phone.trim() ? { phone: plainPhone(phone) } : {}) } }
      : {}),
    values: typedValues(fields, values),
  };
}
