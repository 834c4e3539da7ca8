/** Regions switched on and off. */
import type { Overlay } from '../overlay';
import type { Hand } from '../draft';

/** OVERLAY_REGION_GONE: the definition has no such region. */
export function applyRegions({ regions = {} }: Overlay, hand: Hand): void {
  const { file, on } = hand.draft;
  for (const [name, { on: isOn, reason }] of Object.entries(regions)) {
    if (!Object.hasOwn(file.regions ?? {}, name)) {
      hand.problem('OVERLAY_REGION_GONE', `regions/${name}`, { region: name });
      continue;
    }
    if (isOn) on.add(name);
    else on.delete(name);
    hand.sign(`regions/${name}`, 'change', `regions/${name}`, reason);
  }
}
