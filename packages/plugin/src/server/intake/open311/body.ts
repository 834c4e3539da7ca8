import type { IncomingMessage } from 'node:http';
import type { Say } from '../../reads/reader';
import { refusal } from './answers';

const BODY_BYTES_MAX = 64 * 1024;
const ARGUMENTS_MAX = 200;

/** What was sent, by name; attributes (`attribute[code]`, repeated or with `[]` for several values) apart. */
export interface Sent {
  get(name: string): string | undefined;
  attributes: ReadonlyMap<string, readonly string[]>;
}

export const NOTHING_SENT: Sent = { get: () => undefined, attributes: new Map() };

/** PostgreSQL keeps no zero in a text; everything else that UTF-8 can say it keeps. */
const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Cs}/u.test(text);

/** The form of a request (`application/x-www-form-urlencoded`, UTF-8), at most 64 KB. @throws 400, 413 */
export async function readForm(req: IncomingMessage, say: Say): Promise<Sent> {
  const type = String(req.headers['content-type'] ?? '')
    .split(';', 1)[0]!
    .trim()
    .toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') throw refusal(400, say('api.open311.formOnly'));
  const bytes = await bytesOf(req);
  if (!bytes) throw refusal(413, say('api.open311.tooLarge', { max: BODY_BYTES_MAX / 1024 }));
  return parseForm(bytes, say);
}

/** What was sent; undefined for too much, which is not kept: the connection stays, so that the refusal can be read. */
function bytesOf(req: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_BYTES_MAX) chunks.push(chunk);
      else resolve(undefined);
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', reject);
    req.once('close', () => reject(new Error('the request was broken off')));
  });
}

export function parseForm(bytes: Buffer, say: Say): Sent {
  const raw = bytes.toString('latin1');
  const single = new Map<string, string>();
  const attributes = new Map<string, string[]>();
  const pairs = raw.split('&').filter(Boolean);
  if (pairs.length > ARGUMENTS_MAX) throw refusal(400, say('api.open311.tooMany', { max: ARGUMENTS_MAX }));
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const [name, value] = [at < 0 ? pair : pair.slice(0, at), at < 0 ? '' : pair.slice(at + 1)].map((part) =>
      decode(part, say),
    );
    const code = /^attribute\[([^\]]+)\](?:\[\d*\])?$/.exec(name!)?.[1];
    if (code) attributes.set(code, [...(attributes.get(code) ?? []), value!.trim()]);
    else if (single.has(name!)) throw refusal(400, say('api.open311.repeated', { name: name! }));
    else single.set(name!, value!.trim());
  }
  return { get: (name) => single.get(name) || undefined, attributes };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(part: string, say: Say): string {
  const bytes: number[] = [];
  for (let i = 0; i < part.length; i += 1) {
    const hex = part[i] === '%' ? /^[0-9a-f]{2}/i.exec(part.slice(i + 1, i + 3)) : null;
    if (part[i] === '%' && !hex) throw refusal(400, say('api.open311.notUtf8'));
    bytes.push(hex ? Number.parseInt(hex[0], 16) : part[i] === '+' ? 0x20 : part.charCodeAt(i));
    if (hex) i += 2;
  }
  try {
    const text = utf8.decode(Uint8Array.from(bytes));
    if (isStorable(text)) return text;
  } catch {
    // Said below.
  }
  throw refusal(400, say('api.open311.notUtf8'));
}
