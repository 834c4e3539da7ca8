/**
 * Idempotency keys. A command keeps its key until an answer arrives, even over a reload: on a bad line nobody knows whether the
 * server has carried it out, and only the same key makes the next try safe.
 */
import type { KeyValue } from '../state/storage';

const STORED_AT = 'sidan.pending';
/** After a day the same words are a new wish, not the old one retried. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;
const ENTRIES_MAX = 50;

type Entries = Record<string, { key: string; at: number }>;

/** A random UUID (version 4). `crypto.randomUUID` exists only on secure origins, and a county may serve plain HTTP inside. */
export function newKey(random: Pick<Crypto, 'getRandomValues'> & { randomUUID?: () => string } = crypto): string {
  if (typeof random.randomUUID === 'function') return random.randomUUID();
  const bytes = random.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * A short name for "this command with this content", 53 bits (cyrb53). Only the hash is stored: the content may hold an address.
 * The order of the body's fields does not matter.
 */
export function fingerprint(action: string, target: string, body: unknown): string {
  const text = `${action}\n${target}\n${canonical(body)}`;
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([x], [y]) => (x < y ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

export class PendingKeys {
  constructor(
    private readonly storage: KeyValue,
    private readonly now: () => number,
    private readonly make: () => string = newKey,
  ) {}

  /** The key of an unanswered command with this fingerprint, or a new one, remembered before it is used. */
  claim(print: string): string {
    const entries = this.read();
    const known = entries[print];
    if (known) return known.key;
    const key = this.make();
    entries[print] = { key, at: this.now() };
    this.write(entries);
    return key;
  }

  /** An answer has arrived: the next command with the same content is a new one. */
  settle(print: string): void {
    const entries = this.read();
    if (!(print in entries)) return;
    delete entries[print];
    this.write(entries);
  }

  /** Forgets all, at a change of user. */
  clear(): void {
    this.storage.remove(STORED_AT);
  }

  private read(): Entries {
    const stored = this.storage.get<Entries>(STORED_AT) ?? {};
    const oldest = this.now() - LIFETIME_MS;
    return Object.fromEntries(Object.entries(stored).filter(([, entry]) => entry.at > oldest));
  }

  private write(entries: Entries): void {
    const newest = Object.entries(entries).sort(([, x], [, y]) => y.at - x.at);
    this.storage.set(STORED_AT, Object.fromEntries(newest.slice(0, ENTRIES_MAX)));
  }
}
