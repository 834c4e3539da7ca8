/** What a definition file must be before it is compiled. Everything that is wrong is reported at once. */
import type { FactCatalogue } from '@sidan/rules/conditions';
import { FACTS } from '../catalogue/facts';
import { checkDelay } from '../clock/delay';
import { checkPlan } from '../dispatch/plan';
import { checkKeys, isRecord, type Problem, type Report } from '../problem';
import { checkRatings } from '../rating/ratings';
import { checkMachine } from './checkMachine';
import { checkEvent, NAME } from './event';
import { checkRegions } from './regions';

const VERSION = /^\d+\.\d+\.\d+(\+[0-9A-Za-z.-]{1,400})?$/;
/** Nobody reads more, and a hostile file should not fill the memory. */
const PROBLEMS_MAX = 200;

export interface CheckOptions {
  /** What guards may ask; by default the shipped catalogue, `FACTS`. */
  facts?: FactCatalogue;
}

/**
 * All problems of a definition file (the first 200), each `{ code, path, params }`; an empty list means that `loadDefinition()` accepts it, or
 * `compose()` when its regions are open (it has `regions`).
 *
 * A snapshot is one state's name, so the machine is flat: nested, parallel and history states, invoked actors, context and eventless transitions are
 * refused (STATE_KIND, KEY_UNKNOWN). The initial state is the moment before the first event: nothing leads to it, it has no clock and no entry.
 */
export function checkDefinition(json: unknown, options: CheckOptions = {}): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (code, path, params = {}) => {
    if (problems.length < PROBLEMS_MAX) problems.push({ code, path, params });
  };
  if (!isRecord(json)) report('DEFINITION_SHAPE', '');
  else checkRoot(json, options.facts ?? FACTS, report);
  return problems;
}

const KEYS = [
  '$schema',
  'name',
  'version',
  'description',
  'machine',
  'events',
  'delays',
  'dispatch',
  'ratings',
  'regions',
  'titles',
];

function checkRoot(json: Record<string, unknown>, facts: FactCatalogue, report: Report): void {
  checkKeys(json, KEYS, '', report);
  if (typeof json.name !== 'string' || !NAME.test(json.name)) report('NAME_INVALID', 'name', { name: json.name });
  if (typeof json.version !== 'string' || !VERSION.test(json.version))
    report('VERSION_INVALID', 'version', { version: json.version });
  checkTitles(json.titles, report);
  if (json.dispatch !== undefined) checkPlan(json.dispatch, 'dispatch', report);
  checkRatings(json.ratings, report);
  const regions = checkRegions(json.regions, report);
  const { machine, events, delays = {} } = json;
  if (!isRecord(events)) report('EVENTS_SHAPE', 'events');
  if (!isRecord(delays)) report('DELAYS_SHAPE', 'delays');
  if (!isRecord(machine) || !isRecord(machine.states)) report('MACHINE_SHAPE', 'machine');
  if (!isRecord(events) || !isRecord(delays) || !isRecord(machine) || !isRecord(machine.states)) return;

  for (const [type, event] of Object.entries(events)) checkEvent(type, event, `events/${type}`, report, regions);
  for (const [name, delay] of Object.entries(delays)) {
    if (!NAME.test(name)) report('NAME_INVALID', `delays/${name}`, { name });
    // A due timer comes back as an event of its delay's name.
    if (Object.hasOwn(events, name)) report('NAME_TWICE', `delays/${name}`, { name });
    checkDelay(delay, `delays/${name}`, report, regions ? ['region', 'unless'] : []);
  }
  checkMachine({ report, machine, states: machine.states, events, delays, facts, regions });
}

function checkTitles(titles: unknown, report: Report): void {
  if (titles === undefined) return;
  if (!isRecord(titles)) return report('TITLES_SHAPE', 'titles');
  for (const [language, texts] of Object.entries(titles)) {
    const sound = isRecord(texts) && Object.values(texts).every((text) => typeof text === 'string');
    if (!sound) report('TITLES_SHAPE', `titles/${language}`);
  }
}
