import { localeKey } from '@sidan/lifecycle';
import { message, type Message } from '@sidan/rules';

type Params = Readonly<Record<string, unknown>>;
type Named = Message['params'][string];

/** What a code is called in the definition: the first of these titles that there is, else the code itself. */
const titled = (definition: string, code: string, ...keys: readonly string[]): Message | string =>
  keys.reduceRight<Message | string>((fallback, key) => message(localeKey(definition, key), { fallback }), code);

/** Names that are the same in every definition. */
const shared =
  (room: string) =>
  (code: string): Message =>
    message(`lifecycle.${room}.${code}`, { fallback: code });

type Naming = (code: string, definition: string, params: Params) => Named;

/** What a member of `params` holds; what is not here is said as it is. */
const NAMINGS: Readonly<Record<string, Naming>> = {
  state: (code, definition) => titled(definition, code, `state.${code}`),
  event: (code, definition) => titled(definition, code, `event.${code}`, `done.${code}`),
  delay: (code, definition) => titled(definition, code, `clock.${code}`, `done.${code}`),
  /** The event or the clock of a transition. */
  name: (code, definition) => titled(definition, code, `event.${code}`, `clock.${code}`, `done.${code}`),
  field: (code, definition, { event }) => titled(definition, code, `field.${String(event)}.${code}`),
  region: shared('region'),
  capacity: shared('capacity'),
  level: shared('level'),
  calendar: shared('calendar'),
  language: shared('language'),
  type: shared('type'),
};

/** Members that mean something else in some findings. */
const OTHERS: Readonly<Record<string, Readonly<Record<string, Naming>>>> = {
  /** A list of what may stand there, a type, or a pattern. */
  OVERLAY_VALUE: {
    expected: (list) =>
      list.split(',').map((one) => message(`lifecycle.capacity.${one}`, { fallback: shared('type')(one) })),
  },
  REGION_NEEDS: { other: shared('region') },
  REGION_EXCLUDES: { other: shared('region') },
  GUARD_SAME: { other: (path) => Number(path.slice(path.lastIndexOf('/') + 1)) + 1 },
  GUARD_OVERLAP: { other: (path) => Number(path.slice(path.lastIndexOf('/') + 1)) + 1 },
  DISPATCH_REGION_OFF: { to: shared('round') },
  DISPATCH_ENDLESS: { to: shared('round') },
  MAPPING_TARGET: { to: (code, definition) => titled(definition, code, `state.${code}`) },
  MAPPING_ENDS: { to: (code, definition) => titled(definition, code, `state.${code}`) },
  RATING_SCALE: { name: (code, definition) => titled(definition, code, `scale.${code}`) },
  // These name what is not there, or a new name: the author's own spelling is what helps.
  ...Object.fromEntries(
    [
      'NAME_INVALID',
      'NAME_TWICE',
      'OVERLAY_BASE',
      'OVERLAY_TWICE',
      'DEFINITION_UNKNOWN',
      'DISPATCH_COUNT',
      'RATING_UNKNOWN',
    ].map((code) => [code, { name: (written: string) => written }]),
  ),
};

/** The params of a finding with names in the place of codes, as far as something is known by that code. */
export function named(code: string, params: Params, definition: string): Record<string, Named> {
  return Object.fromEntries(
    Object.entries(params).map(([member, value]) => {
      if (typeof value === 'number') return [member, value];
      const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
      const naming = OTHERS[code]?.[member] ?? NAMINGS[member];
      return [member, naming && text ? naming(text, definition, params) : text];
    }),
  );
}
