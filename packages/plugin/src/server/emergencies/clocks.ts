/** What an emergency changes in the clocks of the county's orders, by the lifecycle in force. */
import { ALWAYS, calendarOf, factsOfMinutes, spanOf, type Delay, type Facts } from '@sidan/lifecycle';
import type { EmergencyClock } from '../../api/types';
import { lifecycleNow, titlesOf } from '../lifecycles/titles';
import type { Reader } from '../reads/reader';

const factsIn = (isEmergency: boolean): Facts => ({ 'order.priority': 'normal', 'order.emergency': isEmergency });

/** Clocks that run otherwise in an emergency, each before and after, in words. None where the county's lifecycle is not to be had. */
export async function clocksChanged(reader: Reader, regionCode: string): Promise<EmergencyClock[]> {
  const lifecycle = await lifecycleNow(reader, regionCode);
  if (!lifecycle) return [];
  const title = titlesOf(reader, lifecycle);
  return Object.entries(lifecycle.definition.delays).flatMap(([name, delay]) => {
    const [ordinary, emergency] = [false, true].map((isEmergency) => inWords(reader, delay, factsIn(isEmergency)));
    return ordinary === emergency
      ? []
      : [{ title: title(`clock.${name}`), ordinary: ordinary!, emergency: emergency! }];
  });
}

function inWords({ say }: Reader, delay: Delay, facts: Facts): string {
  const span = spanOf(delay.minutes, facts);
  const minutes = 'minutes' in span ? span.minutes : 0;
  const words = say(calendarOf(delay, facts) === ALWAYS ? 'api.emergency.span.always' : 'api.emergency.span.work', {
    minutes,
  });
  // What a service says of itself goes before the number.
  return asksItem(delay, facts) ? say('api.emergency.span.byItem', { span: words }) : words;
}

/** Whether with these facts the span is a fact's own, and the number only where there is none. */
function asksItem({ minutes }: Delay, facts: Facts): boolean {
  const asked = factsOfMinutes(minutes).filter(({ holds }) => holds === 'minutes');
  return asked.some(({ fact }) => {
    const given = spanOf(minutes, { ...facts, [fact]: 1 });
    return 'minutes' in given && given.minutes === 1;
  });
}
