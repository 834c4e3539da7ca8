/**
 * 月结: what a month of a county comes to. Hours without an order (`enter.ts`) are decided by the rules of their own time and posted (`decide.ts`), what has expired goes, and the statement of each
 * account is fixed (`statements.ts`), portion by portion (`portion.ts`), in the background (`run.ts`). docs/close.md says what an administrator has to know.
 */
export { enterHours } from './enter';
export { monthFigures, monthStatements } from './figures';
export { previewClose } from './preview';
export { placeOf, recompute } from './recompute';
export { workOnCloses } from './run';
export { startClose, startDueCloses } from './start';
export { closesIn, myMonths } from './view';
