import { measureOf, type Measure } from '@sidan/rules';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { pricesOf, type Priced } from '../spending/price';
import type { Connection } from '../sql';
import { wantedOf, type Giving } from './ask';
import type { Parties } from './parties';

/** What it takes and what arrives, in the smallest unit of each asset. */
export interface Quoted {
  priced: Priced;
  cost: number;
  receives: number;
  /** Of what arrives. */
  asset: string;
  measures: { from: Measure; to: Measure };
}

/** A whole number of smallest units. @throws INVALID_DATA where the asset is not kept in such small parts */
function whole(amount: number, { scale }: Measure): number {
  const units = Number(`${amount}e${scale}`);
  if (Number.isSafeInteger(units)) return units;
  throw new SidanError('INVALID_DATA', { problems: [{ field: 'amount', code: 'STEP', step: Number(`1e-${scale}`) }] });
}

/**
 * What the rules in force say of it. Of a transfer or a donation arrives what is taken, of an exchange what was wanted.
 * @throws TRANSFER_NO_RULE, INVALID_DATA, RULES_BROKEN
 */
export async function quoteOf(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  person: NonNullable<Parties['person']>,
  giving: Giving,
  at: Date,
): Promise<Quoted> {
  const place = person.townCode ?? regionCode;
  const { ruleSet } = await sidan.packs.inForce.rules(q, place, at);
  const from = measureOf(ruleSet.catalogue, giving.asset);
  const to = measureOf(ruleSet.catalogue, giving.into ?? giving.asset);
  const amount = whole(giving.amount, to);
  const { townCode, isVolunteer, team } = person;
  const spender = { personId: person.id, townCode, isVolunteer, team };
  const [priced] = await pricesOf(sidan, q, { regionCode, place, at }, spender, [wantedOf(giving)]);
  if (!priced) throw new SidanError('TRANSFER_NO_RULE');
  const { cost } = priced.redemption;
  return {
    priced,
    cost,
    receives: giving.into ? amount : cost,
    asset: giving.into ?? giving.asset,
    measures: { from, to },
  };
}
