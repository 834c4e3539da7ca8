import { SidanError } from '../errors';
import { keptCode, NATION } from '../packs/regions';
import type { Actor } from './actor';

/** Counties whose packs somebody may change: those that they administer. */
const countiesOf = (actor: Actor): string[] =>
  actor.scopes.filter(({ role }) => role === 'countyAdmin').map(({ code }) => code);

/** Who keeps packs at all: the host's administrators, and administrators of a county. @throws NOT_ALLOWED */
export function checkKeeper(actor: Actor): void {
  if (!actor.unbound && !countiesOf(actor).length) throw new SidanError('NOT_ALLOWED');
}

/** Whether somebody decides on packs of this region: a county's administrator on those of the county and below. */
export const mayChange = (actor: Actor, regionCode: string): boolean =>
  actor.unbound || countiesOf(actor).some((code) => regionCode.startsWith(code));

/** @throws NOT_ALLOWED */
export function checkMayChange(actor: Actor, regionCode: string): void {
  if (!mayChange(actor, keptCode(regionCode))) throw new SidanError('NOT_ALLOWED');
}

/** Whether somebody may know of packs of this region: those around and within their county. */
export const maySee = (actor: Actor, regionCode: string): boolean =>
  actor.unbound ||
  regionCode === NATION ||
  countiesOf(actor).some((code) => regionCode.startsWith(code) || code.startsWith(regionCode));

/** Whom the installation's trust is left to. @throws NOT_ALLOWED */
export function checkAdministers(actor: Actor): void {
  if (!actor.unbound) throw new SidanError('NOT_ALLOWED');
}
