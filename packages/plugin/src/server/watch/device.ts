import type { Context } from '@nocobase/actions';
import type { Sidan } from '../sidan';

/** What the portal keeps in the browser and sends along: a random id, and nothing about the device itself. */
const HEADER = 'X-Sidan-Device';
const ID = /^[A-Za-z0-9-]{16,64}$/;

/** From which device a request comes, hashed with a key of this installation: two may be told apart, and the id cannot be had back. None where none, or no such id, was sent. */
export function deviceOf(ctx: Context, { vault }: Pick<Sidan, 'vault'>): string | undefined {
  const sent = ctx.get(HEADER);
  return ID.test(sent) ? vault.index(`device ${sent}`) : undefined;
}
