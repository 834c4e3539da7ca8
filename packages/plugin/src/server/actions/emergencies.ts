import type { Context } from '@nocobase/actions';
import { emergenciesIn, endEmergency, prolongEmergency, startEmergency } from '../emergencies';
import { countyOf } from '../reads/portal';
import { rowsOf, type Reader } from '../reads/reader';
import type { Sidan } from '../sidan';
import { bodyOf, readerFor, reply, tkOf, type Handler } from './context';

/** `sidanEmergencies:*`: for county administrators. Each answers with the whole page, as it is then. */
export function emergencyActions(sidan: Sidan): Record<string, Handler> {
  const where = async ({ actor }: Reader, asked: unknown) => {
    const own = actor.scopes.find(({ role, code }) => role === 'countyAdmin' && code.length >= 6)?.code.slice(0, 6);
    return (await countyOf(sidan, typeof asked === 'string' && asked ? asked : own)).regionCode;
  };
  const change =
    (done: (reader: Reader, id: unknown, body: Record<string, unknown>) => Promise<string>): Handler =>
    async (ctx: Context, next) => {
      const reader = await readerFor(ctx, sidan);
      const id = await done(reader, tkOf(ctx), bodyOf(ctx));
      const [row] = await rowsOf<{ regionCode: string }>(
        reader,
        `select e.[regionCode] as "regionCode" from {sidanEmergencies} e where e.[id] = $1::uuid`,
        [id],
      );
      reply(ctx, await emergenciesIn(reader, row!.regionCode));
      await next();
    };
  return {
    async overview(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      reply(ctx, await emergenciesIn(reader, await where(reader, ctx.action.params.regionCode)));
      await next();
    },
    async start(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode: asked, ...body } = bodyOf(ctx);
      const regionCode = await where(reader, asked);
      await startEmergency(reader, regionCode, body);
      reply(ctx, await emergenciesIn(reader, regionCode));
      await next();
    },
    prolong: change(prolongEmergency),
    end: change(endEmergency),
  };
}
