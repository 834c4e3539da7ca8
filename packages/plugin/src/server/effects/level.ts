import { SidanError } from '../errors';
import { isId } from '../ids';
import { inRegion, type StepContext } from '../commands/command';

/** 下派：the order lies with a site below the one where it lay. @throws INVALID_DATA (`siteId`): no such site, or none below */
export async function levelDown(ctx: StepContext, { siteId }: { siteId: string }): Promise<void> {
  const { sidan, q, order } = ctx;
  const { rows } = isId(siteId)
    ? await q.query<{ kind: string }>(
        sidan.write(`
          select s.[kind] as kind from {sidanSites} s where s.[regionCode] = $1 and s.[id] = $2::uuid and coalesce(s.[status], 'active') = 'active'`),
        [inRegion(order), siteId],
      )
    : { rows: [] };
  const kind = rows[0]?.kind;
  if (!kind || rank(kind) <= rank(String(order.get('level') ?? 'center')))
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'siteId', code: 'CHOICE' }] });
  order.set({ siteId, level: kind });
}

/** 上报：the order lies with the site above; without one, with the centre. */
export async function levelUp(ctx: StepContext): Promise<void> {
  const { sidan, q, order } = ctx;
  const { rows } = await q.query<{ id: string; kind: string }>(
    sidan.write(`
      select u.[id] as id, u.[kind] as kind from {sidanSites} s
        join {sidanSites} u on u.[regionCode] = s.[regionCode] and u.[id] = s.[parentId] and coalesce(u.[status], 'active') = 'active'
       where s.[regionCode] = $1 and s.[id] = $2::uuid`),
    [inRegion(order), order.get('siteId') ?? null],
  );
  const above = rows[0];
  // A site whose superior is none (or a mistake in the list of sites) does not keep an order from going up.
  const goesUp = above && rank(above.kind) < rank(String(order.get('level') ?? 'center'));
  order.set(goesUp ? { siteId: above.id, level: above.kind } : { siteId: null, level: 'center' });
}

/** 中心、所、站, and the positions below, which stand beside each other. */
const RANKS: Readonly<Record<string, number>> = { center: 0, institute: 1, station: 2, point: 3, base: 3, post: 3 };

const rank = (kind: string): number => RANKS[kind] ?? 0;
