import { eventSpec } from '@sidan/lifecycle';
import type { Capacity, DeliveryView } from '../../api/types';
import { SidanError } from '../errors';
import type { Lifecycle } from '../lifecycles';
import { isPhone, maskAddress, maskPhone } from '../privacy/masks';
import type { Vault } from '../privacy/vault';
import type { RewardRow } from './offered';
import type { OutletFacts, RedemptionCommand, RedemptionRow } from './redemption';

const ADDRESS_MAX = 200;

/** 送货上门：where to, and whom to call. */
export interface Delivery {
  address: string;
  phone: string;
}

/** Those who bring it. */
const BRINGERS: ReadonlySet<Capacity> = new Set<Capacity>(['merchant', 'siteManager', 'dispatcher']);

/** What somebody gave as an address and a telephone; nothing: they come for it. @throws INVALID_DATA */
export function deliveryOf(given: unknown): Delivery | null {
  if (given === undefined || given === null) return null;
  const { address, phone } = (typeof given === 'object' ? given : {}) as Record<string, unknown>;
  const [to, call] = [address, phone].map((one) => (typeof one === 'string' ? one.trim() : ''));
  const problem = (field: string, code: string) => ({ field, code, collection: 'sidanRedemptions' });
  const problems = [
    ...(to ? [] : [problem('deliveryAddress', 'REQUIRED')]),
    ...(to!.length > ADDRESS_MAX ? [{ ...problem('deliveryAddress', 'TOO_LONG'), max: ADDRESS_MAX }] : []),
    ...(call ? (isPhone(call) ? [] : [problem('deliveryPhone', 'PHONE')]) : [problem('deliveryPhone', 'REQUIRED')]),
  ];
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  return { address: to!, phone: call! };
}

/** Whether goods of that kind are brought home from there, by the county's own lifecycle. */
export const isDelivered = (
  { definition }: Lifecycle,
  { kind, pickupOnly }: Pick<RewardRow, 'kind' | 'pickupOnly'>,
  { delivers }: Pick<OutletFacts, 'delivers'>,
): boolean => delivers && kind === 'goods' && !pickupOnly && eventSpec(definition, 'setOut') !== undefined;

type Columns = Pick<RedemptionRow, 'handover' | 'deliveryAddress' | 'deliveryPhone' | 'deliveryCipher'>;

/** As it is kept: readable in part only. */
export const deliveryColumns = (vault: Vault, delivery: Delivery | null): Columns => ({
  handover: delivery ? 'delivery' : 'pickup',
  deliveryAddress: delivery && maskAddress(delivery.address),
  deliveryPhone: delivery && maskPhone(delivery.phone),
  deliveryCipher: delivery && vault.seal(JSON.stringify(delivery)),
});

/** In part, for lists. */
export const deliveryShown = (row: Columns & Pick<RedemptionRow, 'carrier' | 'signedBy'>): DeliveryView | undefined =>
  row.handover === 'delivery'
    ? {
        address: row.deliveryAddress ?? '',
        phone: row.deliveryPhone ?? '',
        carrier: row.carrier ?? undefined,
        signedBy: row.signedBy ?? undefined,
      }
    : undefined;

/** Whole for whose it is, and for whoever brings it as long as it has to be brought. */
export function deliveryFor(
  vault: Vault,
  row: Parameters<typeof deliveryShown>[0] & Pick<RedemptionRow, 'closedAt' | 'collectedAt'>,
  capacities: readonly Capacity[],
): DeliveryView | undefined {
  const shown = deliveryShown(row);
  const isOpen = !row.closedAt && !row.collectedAt;
  const mayRead = capacities.includes('requester') || (isOpen && capacities.some((one) => BRINGERS.has(one)));
  if (!shown || !row.deliveryCipher || !mayRead) return shown;
  return { ...shown, ...(JSON.parse(vault.open(row.deliveryCipher)) as Delivery) };
}

/** Who brings it and who signed for it, as an event says; who set out with it, where it does not say. */
export function handsOf(
  { carrier, signedBy }: Pick<RedemptionRow, 'carrier' | 'signedBy'>,
  { type, data, actor }: Pick<RedemptionCommand, 'type' | 'data' | 'actor'>,
): Pick<RedemptionRow, 'carrier' | 'signedBy'> {
  const said = (value: unknown) => (typeof value === 'string' && value.trim() ? value.trim() : undefined);
  return {
    carrier: said(data.carrier) ?? (type === 'setOut' ? actor.name || null : carrier),
    signedBy: said(data.signedBy) ?? signedBy,
  };
}
