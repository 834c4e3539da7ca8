import { eventSpec } from '@sidan/lifecycle';
import type { EventField } from '../../api/types';
import { lifecycleNow } from '../lifecycles/titles';
import { describedEvents } from './allowed';
import type { Reader } from './reader';

/** What the portal draws by itself: the words and minutes of a declaration, and how an order is paid. */
const DRAWN: ReadonlySet<string> = new Set(['summary', 'minutes', 'pay', 'payMinutes', 'payFor']);

/** What the event that begins an order asks by a county's own layer. */
export async function toldWith(
  reader: Reader,
  regionCode: string,
  event: 'place' | 'declare',
): Promise<{ told?: EventField[] }> {
  const lifecycle = await lifecycleNow(reader, regionCode);
  if (!lifecycle || !eventSpec(lifecycle.definition, event)) return {};
  const [described] = describedEvents(reader, lifecycle, [event], () => undefined);
  const told = (described?.fields ?? []).filter(({ name }) => !DRAWN.has(name));
  return told.length ? { told } : {};
}
