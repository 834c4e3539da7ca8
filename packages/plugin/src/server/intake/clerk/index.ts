/** 代为点单：orders that staff write down for who cannot or does not place them: at the counter, at the door, on the telephone. */
export { callerOf, checkClerk } from './caller';
export { clerkForm, deskOf } from './desk';
export { placeForAnother } from './place';
export { quoteAtDesk } from './quote';
