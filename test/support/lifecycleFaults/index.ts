/** Layers with one thing wrong each, and what analysis, composition and the check of conditions say of them when a pack is uploaded. */
import { CONDITIONS } from './conditions';
import { DISPATCH } from './dispatch';
import { LAYERS } from './layers';
import { MACHINE } from './machine';

export type { Fault } from './layer';

export const FAULTS = [...MACHINE, ...CONDITIONS, ...LAYERS, ...DISPATCH];

const SCHEMA = 'the schema of layers refuses it first: OVERLAY_KEY, OVERLAY_VALUE';
const SHIPPED = 'only the shipped definition can have it, and its own tests keep it from that';
const MOVING = 'said of a migration, not of a pack: see the tests of migration';

/** Codes that a layer cannot bring about, and why. */
export const NOT_BY_A_LAYER: Readonly<Record<string, string>> = {
  SHAPE: 'stands for codes of which nothing better is said',
  KEY_UNKNOWN: SCHEMA,
  KEY_SHAPE: SCHEMA,
  NAME_INVALID: SCHEMA,
  NAME_TWICE: 'a layer is told OVERLAY_NAME_TAKEN',
  VERSION_INVALID: SCHEMA,
  GUARD_KIND: SCHEMA,
  CAPACITY_NONE: SCHEMA,
  EVENT_UNSENDABLE: 'somebody may hold each capacity here',
  CAPACITY_UNKNOWN: SCHEMA,
  DISPATCH_ROUND: SCHEMA,
  DISPATCH_LEVEL: SCHEMA,
  DISPATCH_WHEN: SCHEMA,
  DISPATCH_COUNT: SCHEMA,
  EVENT_UNLISTED: 'a layer is told OVERLAY_EVENT_GONE',
  DELAY_UNLISTED: 'a layer is told OVERLAY_DELAY_GONE',
  REGION_UNKNOWN: SHIPPED,
  REGION_INITIAL: SHIPPED,
  REGIONS_OPEN: SHIPPED,
  REGION_EXCLUDES: SHIPPED,
  STATE_STRANDS: 'a warning of the preview, where orders are under way',
  HOLIDAYS_UNKNOWN: 'a warning that depends on the day: see the tests of calendars',
  MIGRATION_OTHER: MOVING,
  MAPPING_SOURCE: MOVING,
  MAPPING_TARGET: MOVING,
  MAPPING_MISSING: MOVING,
  MAPPING_ENDS: MOVING,
};
