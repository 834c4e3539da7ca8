import type { FormField } from '../../../api/types';
import { placeOrder, type Placing } from '../../commands/place';
import type { CommandAnswer } from '../../commands/run';
import { isSidanError, SidanError } from '../../errors';
import { checkForm } from '../../forms/check';
import { alikeTo, tellAlike, type Likeness } from '../../reads/alike';
import type { Reader } from '../../reads/reader';
import { connectionOf } from '../../sql';
import { personTold } from '../requester';
import { readAsked } from './asked';
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
 * @throws INVALID_DATA (everything at once), ORDER_SIMILAR and what `placeOrder` refuses
 */
export async function placeForAnother(reader: Reader, { body, fields, key }: ClerkPlacing): Promise<CommandAnswer> {
  const { sidan, actor } = reader;
  const { asked, problems } = readAsked(body);
  const { channel, requester, beneficiary, consent } = asked;
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
    told: { requester, beneficiary, consent },
    origin: { consent },
    async people(transaction, regionCode) {
      const known = [];
      for (const person of told)
        known.push(await personTold(sidan, transaction, regionCode, { ...person, ...place }, noted));
      const [asking, helped] = [known[0]!, known[1]];
      if (!body.isAnother)
        // Under the locks of their telephones: of two clerks with one caller the second is told of the first one's order.
        await refuseAlike({ ...reader, q: connectionOf(sidan.db, transaction) }, regionCode, {
          serviceItemId,
          at: now,
          expectStart: values.expectStart ? new Date(String(values.expectStart)) : null,
          people: known.map(({ id }) => id),
          names: told.map(({ name }) => name!),
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

/** @throws ORDER_SIMILAR */
async function refuseAlike(reader: Reader, regionCode: string, likeness: Omit<Likeness, 'regionCode'>): Promise<void> {
  const like = await alikeTo(reader, { ...likeness, regionCode });
  if (like.length) throw new SidanError('ORDER_SIMILAR', { orders: await tellAlike(reader, regionCode, like) });
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() ? value.trim() : undefined;
