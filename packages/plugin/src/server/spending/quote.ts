import { eventSpec } from '@sidan/lifecycle';
import type { PaymentQuote } from '../../api/types';
import { isId } from '../ids';
import { lifecycleNow } from '../lifecycles/titles';
import { rowsOf, type Reader } from '../reads/reader';
import { pricesOf } from './price';
import type { ForWhom } from './purpose';
import { reasonsAgainst } from './refused';
import { PAYER, TERMS, wantedService, type Paying, type ServiceTerms } from './service';

interface Found {
  item: (ServiceTerms & { headcount: number | null }) | null;
  person: (Paying['person'] & { townCode: string | null }) | null;
}

/** What is asked: how long it is expected to take, and whom it is for. */
export interface Expected {
  minutes?: number;
  for?: ForWhom;
}

/**
 * 预计：what a service would cost the reader, before it is ordered, with the reasons against it. None where the county's orders are not paid, or this service is not.
 * @throws RULES_BROKEN
 */
export async function quoteOf(
  reader: Reader,
  regionCode: string,
  serviceItemId: string,
  expected: Expected,
): Promise<PaymentQuote | undefined> {
  const { sidan, q, actor, lang, say } = reader;
  if (!isId(serviceItemId) || actor.regionCode !== regionCode || !actor.personId) return undefined;
  const lifecycle = await lifecycleNow(reader, regionCode);
  const fields = lifecycle && eventSpec(lifecycle.definition, 'place')?.fields;
  if (!fields?.some(({ name }) => name === 'pay')) return undefined;
  const [row] = await rowsOf<{ found: Found }>(reader, STATEMENT, [regionCode, serviceItemId, actor.personId]);
  const { item, person } = row!.found;
  if (!item?.payAsset || item.payment === 'none' || !person) return undefined;
  const asset = item.payAsset;
  const minutes = expected.minutes ?? item.durationMinutes ?? 60;
  const now = sidan.clock();
  const place = person.townCode ?? regionCode;
  const [priced] = await pricesOf(
    sidan,
    q,
    { regionCode, place, at: now, order: { id: item.id, facts: { item, channel: 'portal' } } },
    { personId: person.id, townCode: person.townCode, isVolunteer: person.isVolunteer },
    [wantedService(item, asset, minutes * Math.max(1, item.headcount ?? 1), expected.for ?? 'self')],
  );
  const words = await sidan.packs.words(q, lang, regionCode, priced ? [priced.outcome] : []);
  const owned = await sidan.ledger.balance(q, { regionCode, ownerKind: 'person', ownerId: person.id, asset });
  const { ruleSet } = await sidan.packs.inForce.rules(q, place, now);
  const measure = priced?.redemption.measure ?? ruleSet.catalogue.assets.get(asset) ?? { unit: 'point', scale: 0 };
  const balance = words.amount(owned, { unit: measure.unit, scale: measure.scale });
  const reasons = priced ? reasonsAgainst(words, priced) : [say('errors.PAY_NO_RULE')];
  return {
    required: item.payment === 'required',
    byTime: item.unit === 'hour',
    minutes,
    assetName: words.asset(asset),
    unit: balance.unit,
    balance: balance.amount,
    ...(priced ? { expected: words.amount(priced.redemption.cost, measure).amount } : {}),
    reasons,
  };
}

const STATEMENT = `
select json_build_object(
  'item', (select (${TERMS})::jsonb || jsonb_build_object('headcount', i.[headcount]) from {sidanServiceItems} i where i.[regionCode] = $1 and i.[id] = $2::uuid),
  'person', (select (${PAYER})::jsonb || jsonb_build_object('townCode', p.[townCode]) from {sidanPeople} p where p.[regionCode] = $1 and p.[id] = $3::uuid)
) as found`;
