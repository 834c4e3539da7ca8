/** Events and the people who send them; fields and those who fill them; effects and the host that carries them out. */
import { isActionType } from '../definition/effect';
import type { Subject } from './finding';

/** EVENT_UNSENDABLE (no capacity of this county), FIELD_UNFILLABLE (required, and only the system sends it, or no form can draw it). */
export function analyseEvents(subject: Subject): void {
  const { file, context, find } = subject;
  const { capacities, kinds } = context;
  for (const [type, { by, data = {} }] of Object.entries(file.events)) {
    const people = by.filter((capacity) => capacity !== 'system');
    const path = `events/${type}`;
    if (capacities && !by.includes('system') && !people.some((capacity) => capacities.includes(capacity))) {
      find('EVENT_UNSENDABLE', `${path}/by`, { event: type, by });
    }
    for (const [field, { kind, required }] of Object.entries(data)) {
      const drawn = !kinds || kinds.includes(kind);
      if (required && (people.length === 0 || !drawn)) {
        find('FIELD_UNFILLABLE', `${path}/data/${field}`, { event: type, field, kind });
      }
    }
  }
}

/** EFFECT_UNSUPPORTED: the host does not carry it out. */
export function analyseEffects({ file, context, find }: Subject): void {
  const { effects } = context;
  if (!effects) return;
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type } = value as { type?: unknown };
    if (isActionType(type) && !effects.includes(type)) find('EFFECT_UNSUPPORTED', path, { effect: type });
    for (const [key, part] of Object.entries(value)) visit(part, `${path}/${key}`);
  };
  visit(file.machine.states, 'machine/states');
}
