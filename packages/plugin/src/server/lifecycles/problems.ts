import { explainProblem, lookupIn, message, say, type Message } from '@sidan/rules';
import { CONDITION_PROBLEMS } from '@sidan/rules/conditions';
import { named } from './naming';

/** Something wrong with a lifecycle, or worth a look: as analysis, composition and migration find it. */
export interface Found {
  code: string;
  path: string;
  layer?: string;
  params: Readonly<Record<string, unknown>>;
}

/** What each of them is called, `lifecycle.problem.<CODE>`, and what is to be done about it, `lifecycle.remedy.<name>`. */
export const REMEDIES = {
  SHAPE: 'shape',
  OVERLAY_KEY: 'shape',
  OVERLAY_VALUE: 'shape',
  KEY_UNKNOWN: 'shape',
  KEY_SHAPE: 'shape',
  NAME_INVALID: 'shape',
  NAME_TWICE: 'shape',
  VERSION_INVALID: 'shape',
  DEFINITION_UNKNOWN: 'fit',
  OVERLAY_TWICE: 'fit',
  OVERLAY_BASE: 'fit',
  OVERLAY_VERSION: 'fit',
  OVERLAY_STATE_GONE: 'fit',
  OVERLAY_EVENT_GONE: 'fit',
  OVERLAY_DELAY_GONE: 'fit',
  OVERLAY_REGION_GONE: 'fit',
  OVERLAY_FIELD_GONE: 'fit',
  OVERLAY_FIELD_TAKEN: 'fit',
  OVERLAY_NAME_TAKEN: 'fit',
  OVERLAY_NOTICE_GONE: 'fit',
  OVERLAY_TRANSITION_GONE: 'fit',
  OVERLAY_TRANSITION_TAKEN: 'fit',
  OVERLAY_TITLE_MISSING: 'title',
  OVERLAY_TITLE_UNKNOWN: 'title',
  REGION_UNKNOWN: 'region',
  REGION_NEEDS: 'region',
  REGION_EXCLUDES: 'region',
  REGION_INITIAL: 'region',
  REGIONS_OPEN: 'region',
  BYPASS_MISSING: 'region',
  BYPASS_CIRCLE: 'region',
  STATES_TOO_MANY: 'flow',
  INITIAL_UNKNOWN: 'flow',
  INITIAL_RESTS: 'flow',
  FINAL_LEFT: 'flow',
  TARGET_UNKNOWN: 'flow',
  TRANSITION_EMPTY: 'flow',
  STATE_UNREACHABLE: 'flow',
  STATE_NO_EXIT: 'flow',
  STATE_STUCK: 'flow',
  HOLD_LEFT: 'flow',
  EVENT_UNUSED: 'flow',
  DELAY_UNUSED: 'flow',
  EVENT_UNLISTED: 'people',
  DELAY_UNLISTED: 'clock',
  BRANCH_DEAD: 'guard',
  BRANCH_COVERED: 'guard',
  GUARD_KIND: 'guard',
  GUARD_IMPOSSIBLE: 'guard',
  GUARD_SAME: 'guard',
  GUARD_OVERLAP: 'overlap',
  CONDITION_TOO_DEEP: 'condition',
  CONDITION_TOO_MANY: 'condition',
  FACT_UNKNOWN: 'fact',
  FACT_TYPE: 'clock',
  CAPACITY_NONE: 'people',
  CAPACITY_UNKNOWN: 'people',
  EVENT_UNSENDABLE: 'people',
  FIELD_UNFILLABLE: 'people',
  FIELD_OPTIONS: 'shape',
  RATING_SCALE: 'shape',
  RATING_UNKNOWN: 'shape',
  EFFECT_UNKNOWN: 'effect',
  EFFECT_PARAM: 'effect',
  EFFECT_NEEDS_FIELD: 'effect',
  EFFECT_UNSUPPORTED: 'effect',
  DELAY_MINUTES: 'clock',
  CLOCK_WITHOUT_CALENDAR: 'clock',
  CALENDAR_UNDEFINED: 'clock',
  HOLIDAYS_UNKNOWN: 'holidays',
  WARN_TOO_EARLY: 'clock',
  WARN_TO: 'clock',
  STATE_STRANDS: 'migrate',
  DISPATCH_ROUND: 'dispatch',
  DISPATCH_LEVEL: 'dispatch',
  DISPATCH_WHEN: 'dispatch',
  DISPATCH_COUNT: 'dispatch',
  DISPATCH_REGION_OFF: 'dispatch',
  DISPATCH_ENDLESS: 'dispatch',
  DISPATCH_NO_LAST_RESORT: 'dispatch',
  DISPATCH_UNREACHED: 'dispatch',
  MIGRATION_OTHER: 'migrate',
  MAPPING_SOURCE: 'migrate',
  MAPPING_TARGET: 'migrate',
  MAPPING_MISSING: 'migrate',
  MAPPING_ENDS: 'migrate',
} as const;

const isOwn = (code: string): code is keyof typeof REMEDIES => Object.hasOwn(REMEDIES, code);

/** Of which definition something was found, and the words that its layers give (full keys), where they are known. */
export interface FoundIn {
  definition?: string;
  titles?: Readonly<Record<string, string>>;
}

/** Cause and remedy in the language of `texts`, in the words of the definition. Conditions are those of rules, and say what is wrong in their words. */
export function sayFound(
  { code, params }: Found,
  texts: Readonly<Record<string, string>>,
  { definition = 'order', titles = {} }: FoundIn = {},
): { cause: string; remedy: string } {
  const { cause, remedy } = explained(code, params, definition);
  const lookup = lookupIn(titles, texts);
  return { cause: say(cause, lookup), remedy: say(remedy, lookup) };
}

function explained(code: string, params: Found['params'], definition: string): { cause: Message; remedy: Message } {
  if (!isOwn(code) && Object.hasOwn(CONDITION_PROBLEMS, code)) return explainProblem({ code, params: plain(params) });
  const own = isOwn(code) ? code : 'SHAPE';
  return {
    cause: message(`lifecycle.problem.${own}`, named(code, params, definition)),
    remedy: message(`lifecycle.remedy.${REMEDIES[own]}`),
  };
}

const plain = (params: Found['params']): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : Array.isArray(value) ? value.join(', ') : String(value ?? ''),
    ]),
  );
