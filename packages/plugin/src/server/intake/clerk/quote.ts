import type { IntakePayment, IntakeQuote, PaymentQuote } from '../../../api/types';
import { isNear } from '../../access/near';
import { familyOf } from '../../households/family';
import { familyViews } from '../../reads/family';
import type { Reader } from '../../reads/reader';
import { quoteFor } from '../../spending/quote';
import { personKnown, type Told } from '../requester';
import { CLERK_CHANNELS, readAsked } from './asked';

const MINUTES_MAX = 24 * 60;

/** Somebody named on a sheet. */
interface Named {
  name: string;
  /** None of somebody who is not in the book yet. */
  id?: string;
  /** Whether the clerk may know what they have. */
  isNear: boolean;
}

/**
 * 预计支付 at the window, before an order is placed in another's name: what a service would cost whoever would pay for it, and whom their household has besides. A sheet may be half filled in: of
 * what is missing nobody is told that it is. Of people outside the clerk's own area nothing is told but what the service itself says. Nobody is made.
 * @throws RULES_BROKEN
 */
export async function quoteAtDesk(
  reader: Reader,
  regionCode: string,
  body: Record<string, unknown>,
): Promise<IntakeQuote> {
  const { sidan, q, actor } = reader;
  const { asked } = readAsked(body);
  const { channel, beneficiaryId, payment } = asked;
  const place = placeOf(body.values);
  const named = (person: { id: string; name: string; townCode: string | null }): Named => ({
    ...{ name: person.name, id: person.id, isNear: isNear(actor, regionCode, person.townCode) },
  });
  // Of somebody elsewhere the name is what the clerk wrote, and not the book's.
  const nameOf = (told: string, one: Named): Named => (one.isNear ? one : { ...one, name: told });
  const onSheet = async (told: Told | undefined): Promise<Named | undefined> => {
    if (!told?.name) return undefined;
    const known = await personKnown(sidan, q, regionCode, { ...told, ...place });
    return known ? nameOf(told.name, named(known)) : { name: told.name, isNear: true };
  };
  const requester = await onSheet(asked.requester);
  const family = requester?.id && requester.isNear ? await familyOf(sidan, q, regionCode, requester.id) : [];
  const relative = family.find(({ personId }) => personId === beneficiaryId);
  const helped = relative ? named({ ...relative, id: relative.personId }) : await onSheet(asked.beneficiary);

  const isForOther = Boolean(beneficiaryId ?? asked.beneficiary);
  const isTreated = isForOther && payment?.by === 'requester';
  const payer = isForOther && !isTreated ? helped : requester;
  const quote = await quoteFor(reader, regionCode, String(body.serviceItemId ?? ''), {
    ...minutesOf(payment?.minutes),
    ...(payer?.isNear && payer.id ? { personId: payer.id } : {}),
    ...(isTreated ? { for: 'other', beneficiaryId: helped?.id } : {}),
    ...(isTownOf(place.townCode, regionCode) ? { townCode: place.townCode } : {}),
    channel: CLERK_CHANNELS.find((one) => one === channel) ?? 'clerk',
    byGuardian: false,
  });
  return {
    ...(family.length ? { family: familyViews(reader, family) } : {}),
    ...(quote ? { payment: tell(quote, payer) } : {}),
  };
}

function tell(
  { balance, expected, borrowed, reasons, ...service }: PaymentQuote,
  payer: Named | undefined,
): IntakePayment {
  if (!payer) return { ...service, reasons: [] };
  if (!payer.isNear) return { ...service, payerName: payer.name, reasons: [] };
  return {
    ...service,
    ...{ payerName: payer.name, balance, reasons },
    ...(expected === undefined ? {} : { expected }),
    ...(borrowed === undefined ? {} : { borrowed }),
  };
}

function placeOf(values: unknown): { townCode?: string; address?: string } {
  const { townCode, address } = (values && typeof values === 'object' ? values : {}) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' && value.trim() ? value.trim() : undefined);
  return { townCode: text(townCode), address: text(address) };
}

const isTownOf = (code: string | undefined, regionCode: string): boolean =>
  code !== undefined && code.startsWith(regionCode) && /^\d{9,12}$/.test(code);

const minutesOf = (minutes: unknown): { minutes?: number } =>
  Number.isSafeInteger(minutes) && Number(minutes) > 0 && Number(minutes) <= MINUTES_MAX
    ? { minutes: Number(minutes) }
    : {};
