/**
 * Limits on everything in a pack that can grow. A pack comes from a stranger: these are checked before anything else walks it.
 */
export const LIMITS = {
  /** Of one file as text, in UTF-8. */
  fileBytesMax: 1024 * 1024,
  /** And so rules: each has a file. */
  filesMax: 500,
  /** Values, objects and arrays in one file. */
  fileNodesMax: 20_000,
  packNodesMax: 100_000,
  /** Nesting of one file's JSON. */
  fileDepthMax: 40,
  textLengthMax: 2_000,
  /** Nesting of all, any and not in one rule. */
  conditionDepthMax: 8,
  /** Groups and comparisons in one rule. */
  conditionNodesMax: 200,
  /** Nesting and size of a derived fact's arithmetic. */
  expressionDepthMax: 8,
  expressionNodesMax: 100,
  /** Values of one `in` or `notIn`. */
  valuesMax: 200,
  /** Steps of reasoning about the conditions of a pack. */
  analysisStepsMax: 150_000,
  /** Problems reported at once; a pack with more is hopeless anyway. */
  problemsMax: 200,
  /** Points of one outcome, whatever a rule says. */
  pointsMax: 1_000_000_000,
} as const;
