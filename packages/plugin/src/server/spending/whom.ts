import type { Redemption } from '@sidan/rules';
import type { ErrorCode } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { pricesOf, type Asked, type Priced, type Spender, type Wanted } from './price';
import type { ForWhom } from './purpose';

/** Whom a paid service is for. What somebody says of it is believed as far as it is no claim: `family` is who belongs to the household by a proof, and nobody else. */
export function forWhomOf(said: unknown, { isSelf, isFamily }: { isSelf: boolean; isFamily: boolean }): ForWhom {
  if (!isSelf) return isFamily ? 'family' : 'other';
  return said === 'family' || said === 'other' ? 'other' : 'self';
}

/** To whom a rule keeps what it lets be had, where that is not for whom it is asked; undefined where they agree. */
export function keptTo(benefits: Redemption['benefits'], forWhom: ForWhom): 'SELF' | 'FAMILY' | 'OTHERS' | undefined {
  if (forWhom !== 'self' && benefits === 'self') return 'SELF';
  if (forWhom === 'other' && benefits === 'household') return 'FAMILY';
  return forWhom === 'self' && benefits === 'thirdParty' ? 'OTHERS' : undefined;
}

/** What the rules say of a service, and why it may not be had for whom it is asked. */
export interface Answered {
  priced?: Priced;
  refusal?: Extract<ErrorCode, 'PAY_NO_RULE' | 'PAY_SELF_ONLY' | 'PAY_FAMILY_ONLY'>;
}

/**
 * Asks the rules about a service for whom it is wanted. Where none lets it be had for them, they are asked whether oneself, or one's household, may have it, so that who asks is told what would do.
 * @throws RULES_BROKEN
 */
export async function answerOf(
  sidan: Sidan,
  q: Connection,
  asked: Asked,
  spender: Spender,
  wanted: Wanted & { for: ForWhom },
): Promise<Answered> {
  const { recipientId: _whose, ...service } = wanted;
  const nearer = NEARER[wanted.for].map((one): Wanted => ({ ...service, for: one }));
  const [priced, ...others] = await pricesOf(sidan, q, asked, spender, [wanted, ...nearer]);
  if (priced) {
    const kept = keptTo(priced.redemption.benefits, wanted.for);
    return kept === 'SELF' || kept === 'FAMILY' ? { priced, refusal: `PAY_${kept}_ONLY` } : { priced };
  }
  const allowed = NEARER[wanted.for].find((_, index) => others[index]);
  if (!allowed) return { refusal: 'PAY_NO_RULE' };
  return { refusal: allowed === 'family' ? 'PAY_FAMILY_ONLY' : 'PAY_SELF_ONLY' };
}

/** Who is nearer than whom it is for, the widest first. */
const NEARER: Readonly<Record<ForWhom, readonly ForWhom[]>> = { self: [], family: ['self'], other: ['family', 'self'] };
