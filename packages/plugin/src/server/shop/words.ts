import type { Lifecycle } from '../lifecycles';
import type { Reader } from '../reads/reader';

/** The words of a lifecycle of redemptions: those of its layers first, then the software's. */
export const redemptionTitles =
  ({ lang, say }: Pick<Reader, 'lang' | 'say'>, lifecycle: Lifecycle | undefined) =>
  (key: string): string =>
    lifecycle?.definition.titles[lang]?.[key] ?? say(`lifecycle.redemption.${key}`);

interface Hours {
  openDays: unknown;
  opensAt: string | null;
  closesAt: string | null;
}

/** 开放时间：on which days and from when to when, as far as it is written down. */
export function hoursOf({ say }: Pick<Reader, 'say'>, { openDays, opensAt, closesAt }: Hours): string | undefined {
  const days = (Array.isArray(openDays) ? openDays : [])
    .map(String)
    .filter((day) => /^[1-7]$/.test(day))
    .sort()
    .map((day) => say(`collections.sidanOutlets.openDays.${day}`));
  const hours = opensAt && closesAt ? `${opensAt}–${closesAt}` : '';
  return [days.join(say('api.list.separator')), hours].filter(Boolean).join(' ') || undefined;
}

/** 王**: enough to greet somebody, and to see that it is they. */
export const maskName = (name: string): string =>
  `${[...name][0] ?? ''}${'*'.repeat(Math.max(1, [...name].length - 1))}`;

/** A picture's address: of the web, or of the host's own storage. Nothing else is shown. */
export const photoOf = (photo: string | null): string | undefined =>
  photo && /^(https?:\/\/|\/)/.test(photo) ? photo : undefined;
