import type { Context } from '@nocobase/actions';
import { countyOf } from '../reads/portal';
import type { Sidan } from '../sidan';
import { actorOf } from './context';

/** The county that is asked for; else the caller's own, or where they work; else the installation's first. @throws NO_COUNTY */
export async function countyIn(ctx: Context, sidan: Sidan): Promise<string> {
  const { regionCode } = ctx.action.params;
  const actor = await actorOf(ctx, sidan);
  const own = actor.regionCode ?? actor.scopes.find(({ code }) => code.length >= 6)?.code.slice(0, 6);
  return (await countyOf(sidan, typeof regionCode === 'string' && regionCode ? regionCode : own)).regionCode;
}
