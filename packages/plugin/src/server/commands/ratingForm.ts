import {
  ABSTAIN,
  judge,
  ratingForm,
  type RatingAsk,
  type Definition,
  type EventSpec,
  type RatingForm,
} from '@sidan/lifecycle';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { idOf, inRegion, type Command } from './command';
import type { OrderRow } from './orderRow';

/** The field by which an order is rated; other scores that a layer asks for are stars. */
export const SCORE = 'score';

export const asksScore = (spec: EventSpec | undefined): boolean =>
  spec?.fields.some(({ name, kind }) => name === SCORE && kind === 'score') ?? false;

/** What an order's raters are asked for: by its service, by its kind of service, by its lifecycle, the nearest that says something. */
export async function ratingFormOf(
  sidan: Pick<Sidan, 'write'>,
  q: Connection,
  definition: Definition,
  order: OrderRow,
): Promise<RatingForm> {
  const { rows } = await q.query<
    Record<'ownScale' | 'kindScale', string | null> & Record<'ownItems' | 'kindItems', unknown>
  >(sidan.write(STATEMENT), [inRegion(order), idOf(order)]);
  const [row] = rows;
  const asked = (scale: string | null | undefined, items: unknown): RatingAsk => ({
    scale,
    items: Array.isArray(items) ? (items as string[]) : [],
  });
  return ratingForm(definition.ratings, asked(row?.ownScale, row?.ownItems), asked(row?.kindScale, row?.kindItems));
}

const STATEMENT = `
  select i.[ratingScale] as "ownScale", i.[ratingItems] as "ownItems", c.[ratingScale] as "kindScale", c.[ratingItems] as "kindItems"
    from {sidanOrders} o
    join {sidanServiceItems} i on i.[regionCode] = o.[regionCode] and i.[id] = o.[serviceItemId]
    left join {sidanCategories} c on c.[regionCode] = o.[regionCode] and c.[catalog] = 'service' and c.[code] = i.[category]
   where o.[regionCode] = $1 and o.[id] = $2::uuid`;

/**
 * The command with the rating that it gives checked by its form and put together: from then on its score is 1 to 5, or an abstention. Any other command as it is.
 * @throws INVALID_DATA, each item that is wrong by its name
 */
export async function judged(
  sidan: Pick<Sidan, 'write'>,
  q: Connection,
  definition: Definition,
  command: Command,
  order: OrderRow,
): Promise<Command> {
  const spec = Object.hasOwn(definition.events, command.type) ? definition.events[command.type] : undefined;
  if (!spec?.fields.some(({ kind }) => kind === 'score')) return command;
  const others = spec.fields.filter(({ name, kind }) => kind === 'score' && name !== SCORE);
  const unfit = others.filter(
    ({ name }) => !['number', 'undefined'].includes(typeof (command.data[name] ?? undefined)),
  );
  if (unfit.length)
    throw new SidanError('INVALID_DATA', { problems: unfit.map(({ name }) => ({ field: name, code: 'FIELD_KIND' })) });
  const given = command.data[SCORE];
  if (!asksScore(spec) || given === undefined || given === null) return command;
  const form = await ratingFormOf(sidan, q, definition, order);
  const found = judge(form, given);
  if (!found.ok) {
    const problems = found.problems.map(({ code, path, params: { item } }) => ({
      field: path,
      code,
      ...(typeof item === 'string' ? { rated: { item, event: spec.type } } : {}),
      ...(code === 'FIELD_KIND' ? { code: 'RATING_STEP', min: form.from, max: form.to } : {}),
    }));
    throw new SidanError('INVALID_DATA', { problems });
  }
  const { scale, from, to } = form;
  return {
    ...command,
    data: { ...command.data, [SCORE]: found.score ?? ABSTAIN },
    rating: { score: found.score, form: { scale, from, to, marks: found.marks } },
  };
}
