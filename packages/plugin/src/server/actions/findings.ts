import { countyOf } from '../reads/portal';
import { pagingOf, type Reader } from '../reads/reader';
import type { Sidan } from '../sidan';
import { answerAppeal, appealFinding, decideFinding, stateFinding } from '../watch/decide';
import { findingDesk, LISTS, myFindings, type ListName } from '../watch/view';
import { bodyOf, readerFor, reply, tkOf, type Handler } from './context';

/** `sidanFindings:*`: `mine`, `state` and `appeal` for the volunteer whom it is about; `desk`, `decide` and `answer` for county administrators. */
export function findingActions(sidan: Sidan): Record<string, Handler> {
  const where = async ({ actor }: Reader, asked: unknown) => {
    const own = actor.scopes.find(({ role, code }) => role === 'countyAdmin' && code.length >= 6)?.code.slice(0, 6);
    return (await countyOf(sidan, typeof asked === 'string' && asked ? asked : own)).regionCode;
  };
  const change =
    (done: (reader: Reader, id: unknown, body: Record<string, unknown>) => Promise<string>): Handler =>
    async (ctx, next) => {
      const regionCode = await done(await readerFor(ctx, sidan), tkOf(ctx), bodyOf(ctx));
      reply(ctx, { regionCode });
      await next();
    };
  return {
    async mine(ctx, next) {
      reply(ctx, await myFindings(await readerFor(ctx, sidan)));
      await next();
    },
    async desk(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode, list } = ctx.action.params;
      const name: ListName = Object.hasOwn(LISTS, String(list)) ? (String(list) as ListName) : 'open';
      reply(ctx, await findingDesk(reader, await where(reader, regionCode), name, pagingOf(ctx.action.params)));
      await next();
    },
    state: change(stateFinding),
    appeal: change(appealFinding),
    decide: change(decideFinding),
    answer: change(answerAppeal),
  };
}
