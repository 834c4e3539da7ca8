/** Cases: situations with what must come out of them, each citing its source. */
export type { CaseAward, Expectation, PackCase } from './case';
export type { Difference } from './differences';
export { runCases, type CaseReport, type CaseResult } from './runCases';
