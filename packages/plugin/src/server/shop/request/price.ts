import { SidanError } from '../../errors';
import type { Sidan } from '../../sidan';
import { pricesOf, type Priced } from '../../spending/price';
import { refusedByRule } from '../../spending/refused';
import { keptTo } from '../../spending/whom';
import type { Connection } from '../../sql';
import type { RewardRow } from '../offered';
import type { OutletFacts } from '../redemption';
import { wantedOf } from '../wanted';
import type { Spending } from './found';
import { forOf, type Beneficiary } from './whom';

/** What is asked of the rules: so many of a reward at an outlet, for whom, and how it comes to them. */
export interface Spent {
  reward: RewardRow;
  outlet: OutletFacts;
  person: Spending;
  quantity: number;
  forWhom: Beneficiary | null;
  atHome: boolean;
  byGuardian: boolean;
}

/** What it costs by the rules in force. @throws REDEEM_NO_RULE, REDEEM_REFUSED, REDEEM_SELF_ONLY, REDEEM_FAMILY_ONLY, REDEEM_OTHERS_ONLY, RULES_BROKEN */
export async function priceFor(sidan: Sidan, q: Connection, spent: Spent, now: Date): Promise<Priced> {
  const { reward, outlet, person, quantity, forWhom, atHome, byGuardian } = spent;
  const { regionCode } = reward;
  const { townCode, isVolunteer, household } = person;
  const [priced] = await pricesOf(
    sidan,
    q,
    { regionCode, place: outlet.townCode ?? regionCode, at: now },
    { personId: person.id, townCode, isVolunteer, household },
    [
      {
        ...wantedOf(reward, quantity, outlet.kind, atHome),
        ...(forWhom?.id ? { recipientId: forWhom.id } : {}),
        for: forOf(forWhom),
        byGuardian,
      },
    ],
  );
  if (!priced) throw new SidanError('REDEEM_NO_RULE');
  if (!priced.redemption.allowed) throw await refusedByRule(sidan, q, regionCode, priced);
  const kept = keptTo(priced.redemption.benefits, forOf(forWhom));
  if (kept) throw new SidanError(`REDEEM_${kept}_ONLY`);
  return priced;
}
