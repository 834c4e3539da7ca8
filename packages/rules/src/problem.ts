/**
 * What can be wrong with a pack. The code is the key of its texts: `rules.problem.<CODE>.cause` and `.remedy`,
 * whose placeholders are listed here.
 */
export const PROBLEMS = {
  // files and their shape
  MANIFEST_MISSING: [],
  FILE_UNKNOWN: ['file'],
  FILES_TOO_MANY: ['max'],
  PACK_TOO_LARGE: ['max'],
  FILE_TOO_LARGE: ['max'],
  FILE_TOO_DEEP: ['max'],
  TEXT_TOO_LONG: ['max'],
  NOT_JSON: [],
  FILE_ENCODING: [],
  JSON_SYNTAX: ['line', 'column'],
  JSON_KEY_TWICE: ['key', 'line'],
  FILE_BYTES_TOO_MANY: ['max'],
  ARCHIVE_BROKEN: [],
  ARCHIVE_TOO_LARGE: ['max'],
  ARCHIVE_PATH: ['name'],
  ARCHIVE_NOT_A_FILE: ['name', 'type'],
  ARCHIVE_DUPLICATE: ['name'],
  NAME_FORBIDDEN: ['name'],
  SHAPE_REQUIRED: ['name'],
  SHAPE_UNKNOWN: ['name'],
  SHAPE_TYPE: ['expected'],
  SHAPE_VALUE: ['expected'],
  SHAPE_RANGE: ['expected'],
  SHAPE_OTHER: ['detail'],
  DATE_INVALID: ['value'],
  DATES_REVERSED: ['from', 'to'],
  DATES_OUTSIDE_PACK: ['from', 'to'],
  // facts
  FACT_DUPLICATE: ['fact'],
  FACT_RANGE: ['fact'],
  SOURCE_UNKNOWN: ['source', 'fact'],
  FIELD_UNKNOWN: ['field', 'source'],
  FIELD_NEEDED: ['aggregate', 'fact'],
  FIELD_TYPE: ['field', 'type', 'aggregate'],
  SUBJECT_UNKNOWN: ['subject', 'source'],
  AMONG_NEEDED: ['aggregate', 'fact'],
  RESULT_TYPE: ['fact'],
  WINDOW_PART: ['span', 'part'],
  WINDOW_PART_MISSING: ['span', 'part'],
  CYCLE_UNKNOWN: ['cycle'],
  FACT_CIRCLE: ['facts'],
  EXPRESSION_SHAPE: [],
  EXPRESSION_TOO_DEEP: ['max'],
  EXPRESSION_TOO_MANY: ['max'],
  // catalogues
  LIST_FILE_NAME: ['list', 'expected'],
  ENTRY_DUPLICATE: ['entry'],
  ENTRY_UNKNOWN: ['catalogue', 'entry'],
  BANDS_ORDER: ['value', 'before'],
  SHARES_ABOVE_ONE: ['sum'],
  // conditions
  CONDITION_SHAPE: [],
  CONDITION_EMPTY: ['group'],
  CONDITION_TOO_DEEP: ['max'],
  CONDITION_TOO_MANY: ['max'],
  FACT_UNKNOWN: ['fact'],
  OPERATOR_UNKNOWN: ['operator'],
  OPERATOR_TYPE: ['operator', 'fact', 'type'],
  IN_NEEDS_LIST: ['operator', 'fact'],
  VALUES_TOO_MANY: ['max'],
  VALUE_TYPE: ['fact', 'type', 'actual'],
  VALUE_NULL: ['fact'],
  VALUE_UNLISTED: ['fact', 'value', 'values'],
  // rules
  RULE_DUPLICATE: ['rule', 'file'],
  RULE_FILE_NAME: ['rule', 'expected'],
  EVENT_RESERVED: ['type'],
  KIND_UNKNOWN: ['type', 'kinds'],
  FACT_UNPINNED: ['fact', 'rule'],
  PIN_MISMATCH: ['fact', 'value'],
  PRIORITY_TIE: ['rule', 'other', 'group', 'priority'],
  AMOUNT_RANGE: ['min', 'max'],
  AMOUNT_TOO_FINE: ['value', 'asset', 'scale'],
  KEEPS_ITS_ASSET: ['asset'],
  // what only reasoning about conditions and numbers shows
  RULE_UNREACHABLE: ['rule'],
  BRANCH_UNREACHABLE: [],
  RULE_SHADOWED: ['rule', 'other', 'group'],
  BANDS_OVERLAP: ['rule', 'other', 'fact', 'value'],
  BANDS_GAP: ['rule', 'other', 'fact', 'value'],
  BANDS_HOLE: ['rule', 'other', 'fact', 'value', 'from'],
  CAP_NEVER_BINDS: ['max', 'most'],
  CAP_NEVER_BINDS_BESIDE: ['rule', 'other', 'max'],
  MOVE_INTO_COARSER: ['asset', 'other', 'least'],
  UNIT_MISMATCH: ['fact', 'unit', 'actual'],
  ANALYSIS_TOO_LONG: [],
  // texts and cases
  TEXT_MISSING: ['key', 'language'],
  CASE_DUPLICATE: ['case'],
  CASE_FACT_TYPE: ['fact', 'type', 'actual'],
  // layers
  CHANGE_WITHOUT_RULE: ['rule'],
  CHANGE_DUPLICATE: ['rule'],
  CHANGE_KEEPS_RULE: ['rule'],
  LAYER_PACK_TWICE: ['pack', 'version', 'otherVersion'],
  LAYER_NOT_A_CHAIN: ['pack', 'other', 'regionCode', 'otherCode'],
  LAYER_PARENT_MISSING: ['pack', 'parent', 'version'],
  LAYER_RULE_TAKEN: ['rule', 'pack', 'other'],
  LAYER_NOTHING_SELECTED: ['by', 'name', 'pack'],
  LAYER_NOTHING_TO_CHANGE: ['rule', 'pack'],
  LAYER_FACT_CHANGED: ['fact', 'pack', 'other'],
  LAYER_ENTRY_TAKEN: ['catalogue', 'entry', 'pack', 'other'],
  LAYER_REFERENCE_LOST: ['rule', 'pack', 'other'],
} as const satisfies Record<string, readonly string[]>;

export type ProblemCode = keyof typeof PROBLEMS;

export type ProblemParams<C extends ProblemCode> = Readonly<Record<(typeof PROBLEMS)[C][number], string | number>>;

/** One thing wrong: which file, where in it (a JSON pointer, empty for the whole file), and what the texts need. */
export interface Problem {
  readonly code: ProblemCode;
  readonly file: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Makes a problem; the compiler sees to it that the params are those its texts mention. */
export function problem<C extends ProblemCode>(code: C, file: string, path: string, params: ProblemParams<C>): Problem {
  return { code, file, path, params: params as Problem['params'] };
}

/** Adds a step to a JSON pointer. */
export function pointer(path: string, step: string | number): string {
  return `${path}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** What is worth a second look but may be meant: a pack with these can be used. */
export const WARNINGS: ReadonlySet<ProblemCode> = new Set([
  'BANDS_HOLE',
  'CAP_NEVER_BINDS',
  'CAP_NEVER_BINDS_BESIDE',
  'MOVE_INTO_COARSER',
]);
