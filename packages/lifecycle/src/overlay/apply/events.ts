/** Events and clocks added and changed. */
import type { EventFile } from '../../definition/file';
import type { Hand } from '../draft';
import { changesIn, type DelayChange, type EventChange, type Overlay } from '../overlay';

/** `add` would be read as the list of those that are new. */
const RESERVED = 'add';

/** OVERLAY_NAME_TAKEN, OVERLAY_EVENT_GONE, OVERLAY_FIELD_GONE (required or removed, and not there), OVERLAY_FIELD_TAKEN. */
export function applyEvents({ events = {} }: Overlay, hand: Hand): void {
  const { file } = hand.draft;
  for (const [name, event] of Object.entries(events.add ?? {})) {
    if (Object.hasOwn(file.events, name) || Object.hasOwn(file.delays ?? {}, name) || name === RESERVED) {
      hand.problem('OVERLAY_NAME_TAKEN', `events/add/${name}`, { name });
      continue;
    }
    file.events[name] = event;
    hand.sign(event, 'add', `events/${name}`);
  }
  for (const [name, change] of changesIn<EventChange>(events)) {
    const event = Object.hasOwn(file.events, name) ? file.events[name] : undefined;
    if (!event) {
      hand.problem('OVERLAY_EVENT_GONE', `events/${name}`, { event: name });
      continue;
    }
    if (change.by) event.by = change.by;
    changeFields(name, event, change, hand);
    hand.sign(event, 'change', `events/${name}`, change.reason);
  }
}

function changeFields(name: string, event: EventFile, { data = {} }: EventChange, hand: Hand): void {
  const fields = (event.data ??= {});
  const path = `events/${name}/data`;
  for (const [field, spec] of Object.entries(data.add ?? {})) {
    if (Object.hasOwn(fields, field))
      hand.problem('OVERLAY_FIELD_TAKEN', `${path}/add/${field}`, { event: name, field });
    else {
      fields[field] = spec;
      hand.draft.madeBy.set(spec, hand.layer);
    }
  }
  for (const [kind, names] of [
    ['require', data.require ?? []],
    ['remove', data.remove ?? []],
  ] as const) {
    names.forEach((field, i) => {
      const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
      if (!known) hand.problem('OVERLAY_FIELD_GONE', `${path}/${kind}/${i}`, { event: name, field });
      else if (kind === 'require') known.required = true;
      else delete fields[field];
    });
  }
}

/** OVERLAY_NAME_TAKEN, OVERLAY_DELAY_GONE. */
export function applyDelays({ delays = {} }: Overlay, hand: Hand): void {
  const { file } = hand.draft;
  const known = (file.delays ??= {});
  for (const [name, delay] of Object.entries(delays.add ?? {})) {
    if (Object.hasOwn(known, name) || Object.hasOwn(file.events, name) || name === RESERVED) {
      hand.problem('OVERLAY_NAME_TAKEN', `delays/add/${name}`, { name });
      continue;
    }
    known[name] = delay;
    hand.sign(delay, 'add', `delays/${name}`);
  }
  for (const [name, { reason, ...change }] of changesIn<DelayChange>(delays)) {
    const delay = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!delay) {
      hand.problem('OVERLAY_DELAY_GONE', `delays/${name}`, { delay: name });
      continue;
    }
    Object.assign(delay, change);
    hand.sign(delay, 'change', `delays/${name}`, reason);
  }
}

/**
 * EVENT_UNUSED, DELAY_UNUSED: the layer adds one that no state takes once it is laid. What a layer above takes out of use is gone without a word, and so is what
 * belongs to a region that is off.
 */
export function checkUse({ events = {}, delays = {} }: Overlay, { draft: { file }, problem }: Hand): void {
  const states = Object.values(file.machine.states);
  const used = (kind: 'on' | 'after', name: string) => states.some((state) => Object.hasOwn(state[kind] ?? {}, name));
  for (const event of Object.keys(events.add ?? {}))
    if (!used('on', event)) problem('EVENT_UNUSED', `events/add/${event}`, { event });
  for (const delay of Object.keys(delays.add ?? {}))
    if (!used('after', delay)) problem('DELAY_UNUSED', `delays/add/${delay}`, { delay });
}
