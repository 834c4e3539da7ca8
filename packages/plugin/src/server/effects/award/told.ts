import type { Facts } from '@sidan/rules';
import { idOf, inRegion, type StepContext } from '../../commands/command';
import type { RaterKind } from '../../commands/raters';
import type { Occasion } from '../../packs/facts/given';

/** What each party gave, as the rules of packs know it. A party that has not rated, or abstained, has none. */
export const RATER_FACTS = {
  requester: 'rater.resident',
  beneficiary: 'rater.beneficiary',
  team: 'rater.team',
  site: 'rater.community',
  center: 'rater.centre',
  followUp: 'rater.followUp',
} as const satisfies Record<RaterKind, string>;

/**
 * What people have said of an order that its rules may count on: what each party gave; that a declaration was recognised; and the values of fields that give a
 * fact (`fact` of an event's field: what a reviewer recognised, what a task is worth), of each the last. One statement, and none where the lifecycle has no such field.
 */
export async function toldFacts(ctx: StepContext, occasion: Occasion): Promise<Facts> {
  const { lifecycle, command, ratings } = ctx;
  const parties = Object.fromEntries(
    ratings.flatMap(({ kind, score }) => (score === null ? [] : [[RATER_FACTS[kind], score]])),
  );
  const fields = Object.values(lifecycle.definition.events).flatMap(({ type, fields: own }) =>
    own.flatMap(({ name, fact }) => (fact ? [{ type, name, fact }] : [])),
  );
  const said: Record<string, Facts[string]> = {};
  const hear = (type: string, data: Readonly<Record<string, unknown>>) => {
    for (const field of fields) {
      const value = field.type === type ? data[field.name] : undefined;
      if (value !== undefined && value !== null) said[field.fact] = value as Facts[string];
    }
  };
  if (fields.length) {
    for (const { type, data } of await earlier(ctx, [...new Set(fields.map(({ type }) => type))])) hear(type, data);
    hear(command.type, command.data);
  }
  return { ...parties, ...(occasion === 'declared' ? { 'review.passed': true } : {}), ...said };
}

async function earlier({ sidan, q, order }: StepContext, types: readonly string[]) {
  const { rows } = await q.query<{ type: string; data: Record<string, unknown> }>(
    sidan.write(`
      select e.[type] as type, coalesce(e.[data], '{}'::jsonb) as data from {sidanOrderEvents} e
       where e.[regionCode] = $1 and e.[orderId] = $2::uuid and e.[type] = any($3::text[]) order by e.[seq]`),
    [inRegion(order), idOf(order), types],
  );
  return rows;
}
