import { createHash } from 'node:crypto';
import type { Actor } from '../access/actor';
import { SidanError } from '../errors';
import type { NeutralLine } from './command';

/** A stored answer, as the statement that loads an order's surroundings finds it. */
export interface StoredRequest<Answer = NeutralLine> {
  action: string;
  actor: string;
  bodyHash: string;
  answer: Answer;
}

const KEY = /^[\w.:-]{1,100}$/;

/** @throws KEY_INVALID */
export function checkKey(key: string | undefined): void {
  if (key !== undefined && !KEY.test(key)) throw new SidanError('KEY_INVALID');
}

export const actorKey = (actor: Actor): string =>
  actor.kind === 'system' ? 'system' : actor.userId !== undefined ? `user:${actor.userId}` : `person:${actor.personId}`;

/** Order of keys must not matter: a client may build the same body in another order. */
function stable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stable);
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, member]) => [name, stable(member)]),
    );
  }
  return value;
}

/** A value as one text, whatever the order of its keys. */
export const canonical = (value: unknown): string => JSON.stringify(stable(value));

/** Fingerprint of a request: a key that comes with another one is a conflict. */
export const hashBody = (body: unknown): string => createHash('sha256').update(canonical(body)).digest('base64url');

/**
 * The answer to give again for a key that was used before.
 * @throws KEY_REUSED when it was used by somebody else, for another action or with another body.
 */
export function replay<Answer>(
  stored: StoredRequest<Answer>,
  action: string,
  actor: Actor,
  bodyHash: string,
  key: string,
): Answer {
  if (stored.action !== action || stored.actor !== actorKey(actor) || stored.bodyHash !== bodyHash)
    throw new SidanError('KEY_REUSED', { key });
  return stored.answer;
}
