import type { World } from '../support/world';

/** What is sent where the caller of an action is tried: bodies that are in order. */

/** An order that a clerk takes down, in the first town; each time anew. */
export const taken = ({ regionCode, items, towns }: World) => ({
  regionCode,
  isAnother: true,
  serviceItemId: items.plain,
  channel: 'clerk',
  requester: { name: '某人' },
  consent: 'spoken',
  values: { townCode: towns[0], address: '某路1号' },
});

/** A plan in the first town, for the far future. */
export const planned = ({ regionCode, items, towns }: World) => ({
  regionCode,
  title: '某计划',
  serviceItemId: items.plain,
  recurrence: { kind: 'weekly', weekdays: [5] },
  timeFrom: '14:00',
  timeTo: '16:00',
  startsOn: '2090-01-01',
  leadDays: 7,
  dayOff: 'keep',
  values: { townCode: towns[0], address: '某路1号' },
});

/** An emergency for the next day. */
export const declared = ({ regionCode }: World) => ({
  regionCode,
  name: '某应急',
  reason: '某因',
  endsAt: new Date(Date.now() + 86_400_000).toISOString(),
});

export const simulation = (versionId: string) => ({ versionId, from: '2026-01-01', to: '2026-12-31' });

export const calendar = (world: World) => ({
  regionCode: world.regionCode,
  officeHours: [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ],
});
export const county = (world: World) => ({
  regionCode: world.regionCode,
  name: `县${world.regionCode}`,
  centerName: '中心',
  towns: [],
});
