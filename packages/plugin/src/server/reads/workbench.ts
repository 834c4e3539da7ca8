import type { OrderLine, Workbench } from '../../api/types';
import type { Actor, Scope } from '../access/actor';
import { stockLines } from '../shop/stock/lines';
import { orderLines } from './lines';
import { rowsOf, type Reader } from './reader';
import { orderStates } from './states';

/** Orders within the reader's scopes, as SQL on `o`: the same rule as `access/rows.ts`, for statements of ours. `$2` is the list of code prefixes. */
const WITHIN = `exists (select 1 from unnest($2::text[]) as code where coalesce(o.[townCode], o.[regionCode]) like code || '%')`;

/** Offices that have to do with orders; a merchant's has not. */
const WITH_ORDERS: readonly Scope['role'][] = ['supervisor', 'countyAdmin', 'dispatcher', 'siteManager', 'assessor'];

const prefixes = (actor: Actor): string[] =>
  actor.unbound ? [''] : actor.scopes.filter(({ role }) => WITH_ORDERS.includes(role)).map(({ code }) => code);

const FIGURES = ['placed', 'waiting', 'offered', 'serving', 'finished', 'overdue'] as const;

interface Queue {
  key: string;
  /** Its name in the county's lifecycle, where it is not one of the shipped loop. */
  label?: string;
  text: string;
  orderBy: string;
}

/** What a dispatcher is waited for, in the order of urgency. */
const QUEUES: readonly Queue[] = [
  { key: 'review', text: `o.[state] = 'review'`, orderBy: 'o.[placedAt]' },
  {
    key: 'dispatch',
    text: `o.[state] = 'waiting'`,
    orderBy: `case o.[priority] when 'urgent' then 0 else 1 end, o.[placedAt]`,
  },
  { key: 'offered', text: `o.[state] = 'offered'`, orderBy: 'o.[dueAt]' },
  { key: 'confirm', text: `o.[state] = 'finished'`, orderBy: 'o.[finishedAt]' },
];

const SHOWN = 8;

const SHIPPED = new Set(['review', 'waiting', 'offered', 'finished']);

/** Those of the county's own lifecycle. The names of states are identifiers, checked where a lifecycle is loaded; nothing else comes into the statement. */
async function otherQueues(reader: Reader): Promise<Queue[]> {
  const { rows, queues } = await orderStates(reader);
  return queues
    .filter((state) => !SHIPPED.has(state) && /^[A-Za-z]\w*$/.test(state))
    .map((state) => ({
      key: state,
      label: rows.find((row) => row.state === state)?.stateName,
      text: `o.[state] = '${state}'`,
      orderBy: 'o.[placedAt]',
    }));
}

/** 工作台：the day's figures and what waits, in the reader's own area; `now` decides what today is (in the county's time zone). */
export async function workbench(reader: Reader, now: Date): Promise<Workbench> {
  const { say, actor } = reader;
  const codes = prefixes(actor);
  if (!codes.length)
    return { figures: FIGURES.map((key) => ({ key, label: say(`api.figure.${key}`), value: 0 })), waiting: [] };
  const [figures] = await rowsOf<Record<(typeof FIGURES)[number], number>>(
    reader,
    `select count(*) filter (where o.[placedAt] >= date_trunc('day', $1::timestamptz, 'Asia/Shanghai'))::int as placed,
            count(*) filter (where o.[state] in ('review', 'waiting'))::int as waiting,
            count(*) filter (where o.[state] = 'offered')::int as offered,
            count(*) filter (where o.[state] in ('accepted', 'serving'))::int as serving,
            count(*) filter (where o.[finishedAt] >= date_trunc('day', $1::timestamptz, 'Asia/Shanghai'))::int as finished,
            count(*) filter (where o.[state] = 'offered' and o.[dueAt] < $1::timestamptz)::int as overdue
       from {sidanOrders} o where ${WITHIN}`,
    [now, codes],
  );
  const waiting: Workbench['waiting'] = [];
  for (const queue of [...QUEUES, ...(await otherQueues(reader))]) {
    const page = await orderLines(
      reader,
      { text: `${WITHIN} and ${queue.text}`, params: [codes], orderBy: `${queue.orderBy}, o.[id]` },
      { page: 1, pageSize: SHOWN },
    );
    waiting.push({
      key: queue.key,
      label: queue.label ?? say(`api.queue.${queue.key}`),
      count: page.count,
      orders: page.rows as OrderLine[],
    });
  }
  return {
    figures: FIGURES.map((key) => ({ key, label: say(`api.figure.${key}`), value: figures?.[key] ?? 0 })),
    waiting,
    lowStocks: await stockLines(reader, { low: true }),
  };
}
