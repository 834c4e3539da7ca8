/**
 * The REST contract: what each action takes and gives. Types only; the portal and integrators import nothing else of the plugin.
 * All times are ISO 8601 with zone. All ids are UUID strings, user ids numbers. Durations are whole minutes.
 */
export type * from './common';
export type * from './people';
export type * from './menu';
export type * from './events';
export type * from './orders';
export type * from './dispatch';
export type * from './ledger';
export type * from './packs';
export type * from './intake';
export type * from './plans';
export type * from './shop';
export type * from './bank';
export type * from './closes';
export type * from './transfers';
export type * from './settlements';
export type * from './campaigns';
export type * from './emergencies';
export type * from './certificates';
export type * from './findings';
export type * from './lifecycles';
export type * from './calendar';
export type * from './health';
