/** 应急响应：that a county is in an emergency for a time, as a fact by which orders, clocks and rules go. */
export { endEmergency, prolongEmergency, startEmergency } from './declare';
export { emergenciesIn } from './view';
