import { type Flow, isClearing } from '@sidan/ledger';

/** What a movement is to the county, each a column of its statement. */
export const COLUMNS = [
  'issued',
  'takenBack',
  'spent',
  'returned',
  'donated',
  'transferred',
  'expired',
  'held',
  'adjusted',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Kinds of account in the order of the statement; what the system has comes after what people have. */
export const ROWS = [
  'person',
  'household',
  'team',
  'site',
  'fund',
  'merchant',
  'hold',
  'issue',
  'redeemed',
  'served',
  'expired',
  'clearing',
  'system',
] as const;
export type RowKind = (typeof ROWS)[number];

const SYSTEMS: ReadonlySet<string> = new Set(['issue', 'redeemed', 'served', 'expired']);
type End = Flow['from'];

/** The row in which an account stands: system accounts by what they are for, those with other counties together. */
export function rowOf({ kind, name }: End): RowKind {
  if (kind !== 'system') return kind as RowKind;
  if (isClearing({ ownerKind: kind, ownerId: name })) return 'clearing';
  return SYSTEMS.has(name) ? (name as RowKind) : 'system';
}

/** Where points go that were spent. */
const SPENT: ReadonlySet<RowKind> = new Set(['redeemed', 'served', 'merchant']);

/** The column of a movement, told by where it came from and went to: the kind of a posting says too little, since an undone spending has that of every undone thing. */
export function columnOf({ from, to, kind }: Pick<Flow, 'from' | 'to' | 'kind'>): Column {
  const source = rowOf(from);
  const destination = rowOf(to);
  if (kind === 'adjust' || source === 'system' || destination === 'system') return 'adjusted';
  if (source === 'issue') return 'issued';
  if (destination === 'issue') return 'takenBack';
  if (source === 'expired' || destination === 'expired') return 'expired';
  if (SPENT.has(destination)) return 'spent';
  if (SPENT.has(source)) return 'returned';
  if (source === 'hold' || destination === 'hold') return 'held';
  return source === 'fund' || destination === 'fund' ? 'donated' : 'transferred';
}
