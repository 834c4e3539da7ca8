import type { EmergencyOverview, EmergencyRequest } from '../api/emergencies';

/** An emergency as it is being drawn up. */
export interface EmergencyDraft {
  name: string;
  reason: string;
  /** As the browser's own field has it: local, `YYYY-MM-DDTHH:MM`. */
  endsAt: string;
  /** For all services, or for those that are chosen. */
  forWhat: 'all' | 'some';
  categories: string[];
  items: string[];
}

const DAYS = 3;
const two = (value: number) => String(value).padStart(2, '0');

/** A moment as the browser's own field has it. */
export const fieldOf = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;

/** The moment that is written in the field; empty where nothing or half a date is. */
export function momentIn(field: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(field)) return '';
  const at = new Date(field);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

/** Three days from now, in the evening, until something else is said. What waits for emergencies is chosen. */
export function emptyDraft({ services, now }: EmergencyOverview): EmergencyDraft {
  const end = new Date(new Date(now).getTime() + DAYS * 86_400_000);
  end.setHours(18, 0, 0, 0);
  const items = services.filter(({ emergencyOnly }) => emergencyOnly).map(({ code }) => code);
  return {
    name: '',
    reason: '',
    endsAt: fieldOf(end),
    forWhat: items.length ? 'some' : 'all',
    categories: [],
    items,
  };
}

export const requestOf = (regionCode: string, draft: EmergencyDraft): EmergencyRequest => ({
  regionCode,
  name: draft.name.trim(),
  reason: draft.reason.trim(),
  endsAt: momentIn(draft.endsAt),
  ...(draft.forWhat === 'some' ? { items: draft.items, categories: draft.categories } : {}),
});

/** What would come of it: which services are opened, and how many it is for. */
export function effectOf({ services }: EmergencyOverview, { forWhat, items, categories }: EmergencyDraft) {
  const covered = services.filter(
    ({ code, category }) => forWhat === 'all' || items.includes(code) || categories.includes(category),
  );
  return { covered: covered.length, opened: covered.filter(({ emergencyOnly }) => emergencyOnly) };
}
