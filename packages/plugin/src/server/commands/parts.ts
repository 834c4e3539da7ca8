/**
 * What a command writes, as parts of one statement: an effect that needs nothing of what it writes leaves a part behind, and the command's last statement carries out all
 * of them. Each statement is a way to the database and back, which costs more than what most of them do there.
 */
import { Values } from '../sql';
import { idOf, inRegion, type StepContext } from './command';

/** The places of the values that several parts name; each is given when it is first named: PostgreSQL refuses a value that no part has a use for. */
export interface Named {
  readonly region: string;
  readonly order: string;
  readonly now: string;
  readonly town: string;
}

/** One `insert` or `update`. Parts of one statement do not see each other's rows, so no two may be about the same one. */
export type Part = (of: Named, values: Values) => string;

function namedOf(values: Values, { order, command }: StepContext): Named {
  const given = new Map<string, string>();
  const once = (name: string, value: () => unknown): string => {
    const place = given.get(name) ?? values.add(value());
    given.set(name, place);
    return place;
  };
  return {
    get region() {
      return `${once('region', () => inRegion(order))}::text`;
    },
    get order() {
      return `${once('order', () => idOf(order))}::uuid`;
    },
    get now() {
      return `${once('now', () => command.now)}::timestamptz`;
    },
    get town() {
      return `${once('town', () => order.get('townCode') ?? null)}::text`;
    },
  };
}

/** All that is left behind, and `more`, as one statement; none where there is nothing to write. */
export function writingOf(
  ctx: StepContext,
  more: readonly Part[] = [],
): { text: string; values: unknown[] } | undefined {
  const values = new Values();
  const of = namedOf(values, ctx);
  const texts = [...ctx.parts.splice(0), ...more].map((part) => part(of, values));
  const last = texts.pop();
  if (!last) return undefined;
  const before = texts.map((text, i) => `part${i} as (${text})`);
  return { text: before.length ? `with ${before.join(', ')} ${last}` : last, values: values.list };
}

/** Writes what has been left behind so far, for an effect that looks at it. */
export async function flush(ctx: StepContext): Promise<void> {
  const writing = writingOf(ctx);
  if (writing) await ctx.q.query(ctx.sidan.write(writing.text), writing.values);
}
