import { CARRIED_OUT } from '../effects';
import { workflow, workflowNames } from '../assets';
import { yearsNeeded } from '../calendar';
import { calendarSettings } from '../calendar/store';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { LifecycleGround } from './thread/lifecycles';

/** The same with what changes: calendars of counties, and the years that they need. */
export async function groundNow(sidan: Pick<Sidan, 'write' | 'clock'>, q: Connection): Promise<LifecycleGround> {
  const settings = await calendarSettings(sidan, q);
  return {
    ...ground(),
    calendars: Object.fromEntries(settings.map(({ regionCode, calendar }) => [regionCode, calendar])),
    years: yearsNeeded(sidan.clock()),
  };
}

let known: LifecycleGround | undefined;

/** What layers of packs lie over: the shipped definitions, and what this software carries out. Read once. */
export const ground = (): LifecycleGround =>
  (known ??= {
    bases: Object.fromEntries(workflowNames().map((name) => [name, workflow(name)])),
    effects: CARRIED_OUT,
  });
