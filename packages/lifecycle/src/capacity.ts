/** In which capacity somebody acts on an order; worked out by the caller for each request. */
export const CAPACITIES = [
  'requester',
  'dispatcher',
  'siteManager',
  'teamLeader',
  'volunteer',
  'countyAdmin',
  'supervisor',
  'system',
] as const;

export type Capacity = (typeof CAPACITIES)[number];

export function isCapacity(value: unknown): value is Capacity {
  return CAPACITIES.includes(value as Capacity);
}
