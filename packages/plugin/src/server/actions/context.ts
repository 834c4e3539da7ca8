import type { Context, Next } from '@nocobase/actions';
import { actorOfUser, userActor, type Actor } from '../access/actor';
import { OFFICES } from '../access/roles';
import { NAMESPACE } from '../constants';
import { SidanError } from '../errors';
import { readerOf, type Reader, type Say } from '../reads/reader';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';

/** An action as the host calls it. */
export type Handler = (ctx: Context, next: Next) => Promise<void>;

/** Roles of the host whose holders administer the whole installation. */
const UNBOUND_ROLES = ['root', 'admin'];

interface HostUser {
  id: number;
  nickname?: string;
  username?: string;
  get?(name: string): unknown;
}

export const langOf = (ctx: Context): string =>
  String(ctx.getCurrentLocale?.() ?? 'zh-CN').startsWith('en') ? 'en-US' : 'zh-CN';

/** The host's translations of this plugin's namespace, so that a text changed in the host's localization page is the text shown. */
export const sayIn =
  (ctx: Context): Say =>
  (key, params = {}) =>
    ctx.t(key, { ...params, ns: NAMESPACE, interpolation: { escapeValue: false } });

/** The caller before it is known what they hold: enough for a command, which finds that out by itself. @throws NOT_SIGNED_IN */
export function callerOf(ctx: Context): Actor {
  const user = ctx.state.currentUser as HostUser | undefined;
  if (!user) throw new SidanError('NOT_SIGNED_IN');
  const roles: string[] = ctx.state.currentRoles ?? (ctx.state.currentRole ? [ctx.state.currentRole] : []);
  return userActor({
    id: Number(user.id),
    name: user.nickname || user.username || String(user.id),
    unbound: roles.some((role) => UNBOUND_ROLES.includes(role)),
  });
}

/** The caller with what they hold. Read once for a request. @throws NOT_SIGNED_IN */
export async function actorOf(ctx: Context, sidan: Sidan): Promise<Actor> {
  if (ctx.state.sidanActor) return ctx.state.sidanActor as Actor;
  const { userId, name, unbound } = callerOf(ctx);
  const actor = await actorOfUser(connectionOf(sidan.db), sidan.write, { id: userId!, name, unbound }, sidan.clock());
  ctx.state.sidanActor = actor;
  return actor;
}

/** The caller as the host's own actions know them: with the offices whose role they act in now, and which lets them do this. A role and a place go together. */
export async function officerOf(ctx: Context, sidan: Sidan, resource: string, action: string): Promise<Actor> {
  const actor = await actorOf(ctx, sidan);
  if (actor.unbound) return actor;
  const acting: string[] = ctx.state.currentRoles ?? (ctx.state.currentRole ? [ctx.state.currentRole] : []);
  const may = (role: string) =>
    acting.includes(role) && Boolean(ctx.app.acl.can({ roles: [role], resource, action } as never));
  return { ...actor, scopes: actor.scopes.filter((scope) => may(OFFICES[scope.role].name)) };
}

export async function readerFor(ctx: Context, sidan: Sidan): Promise<Reader> {
  return readerOf(sidan, await actorOf(ctx, sidan), langOf(ctx), sayIn(ctx));
}

/** What PostgreSQL cannot keep in a text, as JSON writes it: the character zero, and halves of characters. */
const UNSTORABLE = /\\u0000|\\ud[89a-f]/i;

/** The body of a request as an object; anything else is as good as empty, and is refused field by field. */
export function bodyOf(ctx: Context): Record<string, unknown> {
  const values: unknown = ctx.action.params.values;
  if (!values || typeof values !== 'object' || Array.isArray(values)) return {};
  const unfit = Object.entries(values).find(([, value]) => UNSTORABLE.test(JSON.stringify(value) ?? ''));
  if (unfit) throw new SidanError('INVALID_DATA', { problems: [{ field: unfit[0], code: 'TEXT' }] });
  return { ...(values as Record<string, unknown>) };
}

/** Takes the idempotency key from the header or the body, and the body without it. */
export function keyed(ctx: Context): { key: string | undefined; body: Record<string, unknown> } {
  const { idempotencyKey, ...body } = bodyOf(ctx);
  const header = ctx.get('Idempotency-Key');
  const key = header || (idempotencyKey === undefined ? undefined : String(idempotencyKey));
  return { key, body };
}

export const tkOf = (ctx: Context): string => String(ctx.action.params.filterByTk ?? '');

/** Answers `{ data: value }` whatever the value's shape; the host would take a `rows` member apart. */
export function reply(ctx: Context, value: unknown): void {
  ctx.withoutDataWrapping = true;
  ctx.body = { data: value };
}
