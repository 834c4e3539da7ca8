/** 一次性活动: what is collected for some days, written down at a stand (`enter.ts`), put right (`correct.ts`), and given by the rules (`reward.ts`). docs/shop.md. */
export { correctEntry } from './correct';
export { enterHandedIn, previewEntry } from './enter';
export { findPeople } from './find';
export { entryLines } from './lines';
export { campaignDesk, enteredView, rewardView } from './view';
