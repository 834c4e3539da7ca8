import { createHash } from 'node:crypto';
import type { FormField } from '../../../api/types';
import { SYSTEM } from '../../access/actor';
import { placeOrder } from '../../commands/place';
import { hashBody } from '../../commands/requests';
import { SidanError } from '../../errors';
import { checkForm } from '../../forms/check';
import type { Say } from '../../reads/reader';
import type { Sidan } from '../../sidan';
import { connectionOf } from '../../sql';
import { personTold } from '../requester';
import { refusal, type Answer } from './answers';
import type { Sent } from './body';
import type { Jurisdiction } from './jurisdiction';
import type { KnownKey } from './keys';
import { serviceOf } from './services';
import { valuesOf } from './values';

/** For so long the same content from the same key is the same request, where the client does not name its requests. */
const SAME_HOURS = 24;
const CLIENT_ID_MAX = 200;

interface Posted {
  sent: Sent;
  key: KnownKey;
  place: Jurisdiction;
  fields: readonly FormField[];
  towns: readonly { code: string; name: string }[];
  /** The county's own field for an e-mail address, if it has one. */
  emailField?: string;
  /** The header `Idempotency-Key`. */
  clientId?: string;
  now: Date;
  lang: string;
  say: Say;
}

/**
 * `POST requests`: places an order in the name of whoever is told of. The answer has the order's number at once; a request that comes again gives the first answer
 * again (200 instead of 201).
 * @throws 400 with every problem, 404 for an unknown service, 409 for a client's id that came with another content
 */
export async function postRequest(sidan: Sidan, posted: Posted): Promise<Answer> {
  const { sent, key, place, fields, now, lang, say } = posted;
  const code = sent.get('service_code');
  if (!code) throw refusal(400, say('api.open311.noService'));
  const item = await serviceOf(sidan, place, code, lang, say);
  const told = valuesOf(sent, fields, posted.towns, posted.emailField, say);
  const { problems } = checkForm(fields, told.values);
  if (told.problems.length || problems.length)
    throw new SidanError('INVALID_DATA', { problems: [...told.problems, ...problems] });
  const { line, replayed } = await placeOrder(
    sidan,
    {
      serviceItemId: item.id,
      values: told.values,
      channel: 'open311',
      actor: { ...SYSTEM, name: key.name },
      extra: told.point,
      origin: { system: key.name, consent: 'open311' },
      people: async (transaction, regionCode) => ({
        requester: await personTold(
          sidan,
          transaction,
          regionCode,
          { name: told.name, phone: told.phone, address: told.address, townCode: told.values.townCode as string },
          { via: 'open311', at: now },
        ),
      }),
      also: async (transaction) => {
        await connectionOf(sidan.db, transaction).query(
          sidan.write(
            'update {sidanOpen311Keys} set [placedCount] = [placedCount] + 1 where [regionCode] = $1 and [id] = $2::uuid',
          ),
          [key.regionCode, key.id],
        );
      },
      now,
      key: await requestKey(sidan, posted, { itemId: item.id, values: told.values, point: told.point }),
    },
    fields,
  );
  return {
    status: replayed ? 200 : 201,
    root: 'service_requests',
    item: 'request',
    content: [
      {
        service_request_id: line.orderNo,
        service_notice: say('api.open311.received', { orderNo: line.orderNo }),
        account_id: '',
      },
    ],
  };
}

/**
 * The request's name: the client's own, or the content's. A content that came longer ago than a day is forgotten first, so that it can come anew; the unique index
 * on the name decides between two at once.
 */
async function requestKey(sidan: Sidan, { key, clientId, now, say }: Posted, content: unknown): Promise<string> {
  if (clientId !== undefined) {
    if (!clientId.trim() || clientId.length > CLIENT_ID_MAX) throw refusal(400, say('errors.KEY_INVALID'));
    return `o311:${key.id}:${createHash('sha256').update(clientId).digest('base64url')}`;
  }
  const name = `o311:${key.id}:.${hashBody(content)}`;
  await connectionOf(sidan.db).query(
    sidan.write(
      `delete from {sidanRequests} where [regionCode] = $1 and [key] = $2 and [at] < $3::timestamptz - interval '${SAME_HOURS} hours'`,
    ),
    [key.regionCode, name, now],
  );
  return name;
}
