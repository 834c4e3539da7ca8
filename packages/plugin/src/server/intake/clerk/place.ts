import type { FormField } from '../../../api/types';
import { placeOrder, type Placing } from '../../commands/place';
import type { CommandAnswer } from '../../commands/run';
import { isSidanError, SidanError } from '../../errors';
import { checkForm } from '../../forms/check';
import { familyOf } from '../../households/family';
import { alikeTo, tellAlike, type Likeness } from '../../reads/alike';
import type { Reader } from '../../reads/reader';
import { connectionOf } from '../../sql';
import { personTold } from '../requester';
import { readAsked, type ClerkAsked } from './asked';
import { clerkForm } from './desk';

interface ClerkPlacing {
  body: Record<string, unknown>;
  fields: readonly FormField[];
  key?: string;
}

/**
 * 代为点单：places an order for somebody who does not place it themselves, perhaps for a third. Who asks and who is helped are kept apart; who noted the
 * consent, when and how it was given stands in the order's history. Where orders under way are likely the same, they are told instead, until the clerk says that it is
 * another one (`isAnother`).
 *
 * @throws INVALID_DATA (everything at once), ORDER_SIMILAR, BENEFICIARY_UNKNOWN and what `placeOrder` refuses
 */
export async function placeForAnother(reader: Reader, { body, fields, key }: ClerkPlacing): Promise<CommandAnswer> {
  const { sidan, actor } = reader;
  const { asked, problems } = readAsked(body);
  const { channel, requester, beneficiary, beneficiaryId, consent } = asked;
  const sent = (body.values && typeof body.values === 'object' ? body.values : {}) as Record<string, unknown>;
  const values: Record<string, unknown> = {
    ...sent,
    contactName: sent.contactName || requester.name,
    contactPhone: sent.contactPhone || requester.phone || beneficiary?.phone,
  };
  const form = clerkForm(fields);
  const wrong = [...problems, ...checkForm(form, values).problems];
  if (wrong.length) throw new SidanError('INVALID_DATA', { problems: wrong });
  const now = sidan.clock();
  const noted = { via: 'clerk' as const, at: now };
  const serviceItemId = String(body.serviceItemId);
  const place = { townCode: String(values.townCode ?? ''), address: text(values.address) };
  const told = [requester, ...(beneficiary ? [beneficiary] : [])];
  const placing: Placing = {
    serviceItemId,
    values,
    channel,
    actor,
    now,
    key,
    data: paymentData(asked),
    told: { requester, beneficiary, consent, ...(beneficiaryId ? { beneficiaryId } : {}) },
    origin: { consent },
    async people(transaction, regionCode) {
      const known = [];
      for (const person of told)
        known.push(await personTold(sidan, transaction, regionCode, { ...person, ...place }, noted));
      const asking = known[0]!;
      const q = connectionOf(sidan.db, transaction);
      const relative = beneficiaryId
        ? (await familyOf(sidan, q, regionCode, asking.id)).find(({ personId }) => personId === beneficiaryId)
        : undefined;
      if (beneficiaryId && !relative) throw new SidanError('BENEFICIARY_UNKNOWN');
      const helped = relative ? { id: relative.personId, name: relative.name } : known[1];
      if (!body.isAnother)
        // Under the locks of their telephones: of two clerks with one caller the second is told of the first one's order.
        await refuseAlike({ ...reader, q }, regionCode, {
          serviceItemId,
          at: now,
          expectStart: values.expectStart ? new Date(String(values.expectStart)) : null,
          people: [...known.map(({ id }) => id), ...(relative ? [relative.personId] : [])],
          names: [...told.map(({ name }) => name!), ...(relative ? [relative.name] : [])],
          phones: told.flatMap(({ phone }) => (phone ? [sidan.vault.index(phone)] : [])),
          townCode: place.townCode,
          address: place.address ?? null,
        });
      return { requester: asking, ...(helped && helped.id !== asking.id ? { beneficiaryId: helped.id } : {}) };
    },
  };
  const run = () => placeOrder(sidan, placing, form);
  // The same key at the same moment: what is like this order is this order, and the second time its answer is found.
  return run().catch((error: unknown) =>
    key && isSidanError(error) && error.code === 'ORDER_SIMILAR' ? run() : Promise.reject(error),
  );
}

/** What the event is told of the payment; whoever is helped pays, unless who asks does it for them. Whether they are family stands in the book. */
function paymentData({ payment, beneficiary, beneficiaryId }: ClerkAsked): Record<string, unknown> {
  if (!payment) return {};
  const isTreated = payment.by === 'requester' && (beneficiary || beneficiaryId);
  return {
    pay: true,
    ...(payment.minutes === undefined ? {} : { payMinutes: payment.minutes }),
    ...(isTreated ? { payFor: beneficiaryId ? 'family' : 'other' } : {}),
  };
}

/** @throws ORDER_SIMILAR */
async function refuseAlike(reader: Reader, regionCode: string, likeness: Omit<Likeness, 'regionCode'>): Promise<void> {
  const like = await alikeTo(reader, { ...likeness, regionCode });
  if (like.length) throw new SidanError('ORDER_SIMILAR', { orders: await tellAlike(reader, regionCode, like) });
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() ? value.trim() : undefined;
