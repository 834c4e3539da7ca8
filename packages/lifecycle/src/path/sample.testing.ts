/** Data for an event: what its guard asks, and something in every required field. */
import type { Facts } from '@sidan/rules/conditions';
import type { EventField, FieldKind } from '../definition/event';

const SAMPLES: Record<FieldKind, unknown> = {
  text: 'words',
  score: 4,
  teams: ['t1', 't2'],
  people: ['p1'],
  boolean: false,
  minutes: 60,
  whole: 3,
  choice: undefined,
  site: 's1',
  item: 'i1',
  order: 'o1',
};

export function sampleData(fields: readonly EventField[], facts: Facts): Record<string, unknown> {
  const entries = fields.flatMap(({ name, kind, required, options }): [string, unknown][] => {
    const asked = facts[`event.${name}`];
    if (asked !== undefined) return [[name, asked]];
    return required ? [[name, kind === 'choice' ? options![0] : SAMPLES[kind]]] : [];
  });
  return Object.fromEntries(entries);
}
