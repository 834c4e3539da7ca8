/** In which capacity somebody acts on an order (or an activity, a redemption, a nomination, an appeal: `requester` is who began it); worked out by the caller for each request. */
export const CAPACITIES = [
  'requester',
  'beneficiary',
  'dispatcher',
  'siteManager',
  'teamLeader',
  'volunteer',
  'countyAdmin',
  'supervisor',
  'assessor',
  'merchant',
  'system',
] as const;

export type Capacity = (typeof CAPACITIES)[number];

export function isCapacity(value: unknown): value is Capacity {
  return CAPACITIES.includes(value as Capacity);
}
