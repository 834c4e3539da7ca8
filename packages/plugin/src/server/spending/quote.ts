import { eventSpec } from '@sidan/lifecycle';
import type { PaymentQuote } from '../../api/types';
import { isId } from '../ids';
import { lifecycleNow } from '../lifecycles/titles';
import { rowsOf, type Reader } from '../reads/reader';
import { reasonsAgainst } from './refused';
import { PAYER, TERMS, wantedService, type Paying, type ServiceTerms } from './service';
import { answerOf, forWhomOf } from './whom';
import { areFamily } from '../households/family';

interface Found {
  item: (ServiceTerms & { headcount: number | null }) | null;
  person: (Paying['person'] & { townCode: string | null }) | null;
  family: boolean;
}

/** What is asked: how long it is expected to take, and whom it is for. */
export interface Expected {
  minutes?: number;
  /** What is said of whom it is for: `self`, `family`, `other`. */
  for?: unknown;
  /** Who is served, where that is somebody else whom the book knows. */
  beneficiaryId?: string;
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
  const { actor } = reader;
  if (actor.regionCode !== regionCode || !actor.personId) return undefined;
  const byGuardian = actor.standsIn ?? false;
  return quoteFor(reader, regionCode, serviceItemId, {
    ...expected,
    ...{ personId: actor.personId, channel: 'portal', byGuardian },
  });
}

/** Of whom the price is asked, and by which way the order comes. */
export interface QuotedFor extends Expected {
  /** Who pays; left out of somebody who is not in the book yet: they have nothing, and have done nothing. */
  personId?: string;
  channel: string;
  /** Where it is to be served, whose rules hold; the payer's own town where nothing is said. */
  townCode?: string;
  byGuardian: boolean;
}

/**
 * 预计 of anybody, for whoever may know what they have. None where the county's orders are not paid, or this service is not.
 * @throws RULES_BROKEN
 */
export async function quoteFor(
  reader: Reader,
  regionCode: string,
  serviceItemId: string,
  expected: QuotedFor,
): Promise<PaymentQuote | undefined> {
  const { sidan, q, lang, say } = reader;
  const { personId, channel, byGuardian } = expected;
  if (!isId(serviceItemId)) return undefined;
  const lifecycle = await lifecycleNow(reader, regionCode);
  const fields = lifecycle && eventSpec(lifecycle.definition, 'place')?.fields;
  if (!fields?.some(({ name }) => name === 'pay')) return undefined;
  const { beneficiaryId } = expected;
  const params = [regionCode, serviceItemId, personId ?? null, beneficiaryId ?? null];
  const [row] = await rowsOf<{ found: Found }>(reader, STATEMENT, params);
  const { item, family } = row!.found;
  const person = personId ? row!.found.person : { id: sidan.newId(), name: '', isVolunteer: false, townCode: null };
  if (!item?.payAsset || item.payment === 'none' || !person) return undefined;
  const asset = item.payAsset;
  const minutes = expected.minutes ?? item.durationMinutes ?? 60;
  const now = sidan.clock();
  const townCode = expected.townCode ?? person.townCode;
  const place = townCode ?? regionCode;
  const isSelf = (beneficiaryId ?? person.id) === person.id;
  const forWhom = forWhomOf(expected.for, { isSelf, isFamily: family });
  const people = Math.max(1, item.headcount ?? 1);
  const all = minutes * people;
  const { priced, refusal } = await answerOf(
    sidan,
    q,
    { regionCode, place, at: now, order: { id: item.id, facts: { item, channel } } },
    { personId: person.id, townCode, isVolunteer: person.isVolunteer },
    // Of somebody who is no family nothing is told, by what it would cost neither.
    {
      ...wantedService(item, asset, all, forWhom, family ? beneficiaryId : undefined),
      byGuardian,
    },
  );
  const words = await sidan.packs.words(q, lang, regionCode, priced ? [priced.outcome] : []);
  const owned = await sidan.ledger.balance(q, { regionCode, ownerKind: 'person', ownerId: person.id, asset });
  const { ruleSet } = await sidan.packs.inForce.rules(q, place, now);
  const measure = priced?.redemption.measure ?? ruleSet.catalogue.assets.get(asset) ?? { unit: 'point', scale: 0 };
  const balance = words.amount(owned, { unit: measure.unit, scale: measure.scale });
  const reasons = [
    ...(refusal ? [say(`errors.${refusal}`)] : []),
    ...(priced && !refusal ? reasonsAgainst(words, priced) : []),
  ];
  const lent = priced?.redemption.allowed && !refusal ? priced.redemption.loan?.borrowed : 0;
  return {
    required: item.payment === 'required',
    byTime: item.unit === 'hour',
    minutes,
    people,
    assetName: words.asset(asset),
    unit: balance.unit,
    balance: balance.amount,
    ...(priced ? { expected: words.amount(priced.redemption.cost, measure).amount } : {}),
    ...(lent ? { borrowed: words.amount(lent, measure).amount } : {}),
    reasons,
  };
}

const STATEMENT = `
select json_build_object(
  'item', (select (${TERMS})::jsonb || jsonb_build_object('headcount', i.[headcount]) from {sidanServiceItems} i where i.[regionCode] = $1 and i.[id] = $2::uuid),
  'person', (select (${PAYER})::jsonb || jsonb_build_object('townCode', p.[townCode]) from {sidanPeople} p where p.[regionCode] = $1 and p.[id] = $3::uuid),
  'family', $4::uuid is not null and ${areFamily('$1', '$3::uuid', '$4::uuid')}
) as found`;
