import { SidanError } from '../errors';
import type { Reader } from '../reads/reader';
import { connectionOf, type Connection } from '../sql';
import { actorKey, checkKey, hashBody, type StoredRequest } from './requests';
import { withRetry } from './retry';

/** What is asked, and by which key. */
export interface Asked {
  /** `certificates.request` */
  action: string;
  regionCode: string;
  key: string | undefined;
  body: unknown;
}

/**
 * Does something in one transaction, once for each key; asked again with it, the first answer is given again.
 * @throws KEY_INVALID, KEY_REUSED, and whatever the work refuses
 */
export async function once(
  reader: Reader,
  asked: Asked,
  work: (q: Connection, now: Date) => Promise<string>,
): Promise<string> {
  const { sidan } = reader;
  checkKey(asked.key);
  return withRetry(() =>
    sidan.db.sequelize.transaction(async (transaction) => {
      const q = connectionOf(sidan.db, transaction);
      // Two requests with one key at once: the second waits, and then finds the answer of the first.
      if (asked.key) await q.query(LOCK, [`${asked.regionCode} ${asked.key}`]);
      const before = await answered(reader, q, asked);
      if (before) return before;
      const now = sidan.clock();
      const id = await work(q, now);
      await keep(reader, q, asked, id, now);
      return id;
    }),
  );
}

const LOCK = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';

async function answered({ sidan, actor }: Reader, q: Connection, { regionCode, key, action, body }: Asked) {
  if (!key) return undefined;
  const { rows } = await q.query<Omit<StoredRequest, 'answer'> & { answer: { id: string } }>(
    sidan.write(
      `select r.[action] as action, r.[actor] as actor, r.[bodyHash] as "bodyHash", r.[answer] as answer from {sidanRequests} r where r.[regionCode] = $1 and r.[key] = $2`,
    ),
    [regionCode, key],
  );
  const [stored] = rows;
  if (!stored) return undefined;
  if (stored.action !== action || stored.actor !== actorKey(actor) || stored.bodyHash !== hashBody(body))
    throw new SidanError('KEY_REUSED', { key });
  return stored.answer.id;
}

async function keep({ sidan, actor }: Reader, q: Connection, asked: Asked, id: string, now: Date): Promise<void> {
  const { regionCode, key, action, body } = asked;
  if (!key) return;
  await q.query(
    sidan.write(`
      insert into {sidanRequests} ([id], [regionCode], [key], [action], [actor], [bodyHash], [answer], [at], [createdAt], [updatedAt])
      values ($1::uuid, $2, $3, $4, $5, $6, $7::jsonb, $8::timestamptz, now(), now())`),
    [sidan.newId(), regionCode, key, action, actorKey(actor), hashBody(body), JSON.stringify({ id }), now],
  );
}
