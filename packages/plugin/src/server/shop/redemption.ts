import type { Calendars, Snapshot } from '@sidan/lifecycle';
import type { Handover } from '../../api/types';
import type { Actor } from '../access/actor';
import type { Lifecycle } from '../lifecycles';
import type { Sidan } from '../sidan';
import type { Holder } from '../spending/holder';
import type { Connection } from '../sql';

/** A row of redemptions, as commands read and write it. */
export interface RedemptionRow {
  id: string;
  regionCode: string;
  redemptionNo: string;
  state: string;
  rewardId: string;
  rewardName: string;
  outletId: string;
  townCode: string | null;
  quantity: number;
  personId: string;
  /** Whose account pays, where it is a household's. */
  householdId: string | null;
  beneficiaryId: string | null;
  beneficiaryName: string | null;
  handover: Handover;
  /** Of what is delivered, partly hidden. */
  deliveryAddress: string | null;
  deliveryPhone: string | null;
  /** The same, whole and sealed (`delivery.ts`). */
  deliveryCipher: string | null;
  carrier: string | null;
  signedBy: string | null;
  price: number;
  asset: string;
  refund: number | null;
  returnDays: number | null;
  decisionId: string | null;
  requestedAt: Date;
  dueAt: Date | null;
  collectedAt: Date | null;
  collectedBy: string | null;
  closedAt: Date | null;
  version: number;
  definitionVersion: string;
  snapshot: Snapshot | null;
  holdId: string | null;
  captureId: string | null;
  codeIndex: string;
  codeCipher: string;
}

const WHOLE = new Set(['quantity', 'price', 'refund', 'returnDays', 'version']);

export const COLUMNS = [
  'id',
  'regionCode',
  'redemptionNo',
  'state',
  'rewardId',
  'rewardName',
  'outletId',
  'townCode',
  'quantity',
  'personId',
  'householdId',
  'beneficiaryId',
  'beneficiaryName',
  'handover',
  'deliveryAddress',
  'deliveryPhone',
  'deliveryCipher',
  'carrier',
  'signedBy',
  'price',
  'asset',
  'refund',
  'returnDays',
  'decisionId',
  'requestedAt',
  'dueAt',
  'collectedAt',
  'collectedBy',
  'closedAt',
  'version',
  'definitionVersion',
  'snapshot',
  'holdId',
  'captureId',
  'codeIndex',
  'codeCipher',
] as const satisfies readonly (keyof RedemptionRow)[];

/** The columns of `r`, by their names. */
export const SELECTED = COLUMNS.map((name) => `r.[${name}] as "${name}"`).join(', ');

/** PostgreSQL gives whole numbers of eight bytes as texts. */
export function redemptionOf(row: Record<string, unknown>): RedemptionRow {
  const read = Object.entries(row).map(([name, value]) => [
    name,
    WHOLE.has(name) && value !== null ? Number(value) : value,
  ]);
  return Object.fromEntries(read) as unknown as RedemptionRow;
}

/** Whose account pays for it. */
export const payerOf = ({ personId, householdId }: Pick<RedemptionRow, 'personId' | 'householdId'>): Holder =>
  householdId ? { ownerKind: 'household', ownerId: householdId } : { ownerKind: 'person', ownerId: personId };

/** Where it is handed over. */
export interface OutletFacts {
  id: string;
  name: string;
  nameEn: string | null;
  kind: 'site' | 'merchant' | 'vending';
  townCode: string | null;
  delivers: boolean;
  selfService: boolean;
  /** The account at the counter. */
  userId: number | null;
}

/** What somebody, or a clock, does with a redemption. */
export interface RedemptionCommand {
  type: string;
  redemptionId: string;
  data: Record<string, unknown>;
  actor: Actor;
  now: Date;
  key?: string;
  timerId?: string;
}

/** What is kept as a command's answer; whoever is answered is shown the redemption as it is then. */
export interface RedemptionDone {
  id: string;
  state: string;
}

/** What the effects of one step share. */
export interface RedemptionStep {
  sidan: Sidan;
  q: Connection;
  lifecycle: Lifecycle;
  command: RedemptionCommand;
  row: RedemptionRow;
  outlet: OutletFacts;
  calendars: Calendars;
  capacity: string;
  /** The number of the event: with the redemption it makes keys of postings. */
  seq: number;
  notices: { template: string; to: string[] }[];
  timers: { name: string; event: string; dueAt: string }[];
  cancelledTimers: string[];
}
