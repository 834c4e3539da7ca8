import { randomBytes, randomUUID } from 'node:crypto';

/**
 * A UUID of version 7 (RFC 9562): 48 bits of milliseconds, so that neighbours in time are neighbours in an index, and 74 random
 * bits, so that no id depends on the clock alone: it may jump back and no id comes twice.
 */
export function newId(now: number = Date.now()): string {
  const time = now.toString(16).padStart(12, '0');
  // The random bits of a UUID of version 4 lie where those of version 7 do; Node draws many at once.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a text that somebody sent has the form of an id of ours; PostgreSQL would end the transaction on any other. */
export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/**
 * 工单号：`261121-7KQ2MA`: the day in the county's time zone and six characters without look-alikes (887 million a day, checked by a unique
 * index). Random, because a counter would be one hot row for a whole county, and would tell strangers how many orders there are.
 */
export function newOrderNo(now: Date, timeZone = 'Asia/Shanghai'): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: '2-digit', month: '2-digit', day: '2-digit' }).format(
    now,
  );
  const code = Array.from(randomBytes(6), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `${day.replaceAll('-', '')}-${code}`;
}

/** 志愿者编号：county code, year and eight random digits; unique by index. A national number replaces it when the county knows it. */
export function newVolunteerNo(regionCode: string, now: Date): string {
  return `${regionCode}${now.getUTCFullYear()}${String(randomBytes(6).readUIntBE(0, 6) % 1e8).padStart(8, '0')}`;
}
