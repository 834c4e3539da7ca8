/**
 * What guards and clocks may ask: the facts that whoever calls `step()` gives, typed. `event.<field>` comes from the event's own data. A county adds
 * the fields that it added itself (`item.*`, `order.*`) by handing in its own catalogue.
 */
import type { FactCatalogue, FactDefinition, GivenFact } from '@sidan/rules/conditions';
import type { EventSpec, FieldKind } from '../definition/event';

const flag = (name: string): GivenFact => ({ name, kind: 'given', type: 'boolean' });
const text = (name: string, ...values: string[]): GivenFact => ({
  name,
  kind: 'given',
  type: 'string',
  ...(values.length > 0 ? { values } : {}),
});
const count = (name: string, min = 0): GivenFact => ({ name, kind: 'given', type: 'integer', min });

const SHIPPED: readonly GivenFact[] = [
  flag('item.needsReview'),
  count('item.responseMinutes', 1),
  text('item.category'),
  text('item.code'),
  text('order.priority', 'normal', 'urgent'),
  text('order.channel', 'portal', 'clerk', 'grid', 'hotline', 'plan', 'batch', 'open311'),
  // Placed while an emergency was in force that covers its service; so for life.
  flag('order.emergency'),
  // Where the order lies: 中心, 所, 站, and the positions below.
  text('order.level', 'center', 'institute', 'station', 'point', 'base', 'post'),
  // True while the resident is asked something and the clocks stand still.
  flag('order.paused'),
  // What the county's plan of dispatch says comes after this round.
  text('dispatch.next', 'open', 'up', 'wait'),
  // All of these are counted before the event; of teams that are missing, the one that accepts or claims by it is one.
  count('offers.open'),
  count('teams.joined'),
  count('teams.missing'),
  count('attendance.open'),
  count('ratings.missing'),
  count('redemptions.missing'),
  // How often a dispute about this rating has been settled.
  count('disputes.settled'),
  // The other definitions.
  flag('activity.needsReview'),
  count('activity.placesLeft'),
  count('activity.signedUp'),
  flag('redemption.needsApproval'),
  flag('redemption.inStock'),
  // Brought home, and not collected where it is kept.
  flag('redemption.delivery'),
  // Where it is to be had, whose it is takes it out by themselves.
  flag('redemption.selfService'),
  // Whether the rule gives something back for it, and for how long.
  flag('redemption.returnable'),
  count('redemption.returnMinutes', 1),
  count('nomination.objections'),
  flag('nomination.goesUp'),
];

/** The facts of every lifecycle, by name. */
export const FACTS: FactCatalogue = new Map<string, FactDefinition>(SHIPPED.map((fact) => [fact.name, fact]));

const OF_KIND: Readonly<Record<FieldKind, Omit<GivenFact, 'name' | 'kind'>>> = {
  text: { type: 'string' },
  score: { type: 'integer', min: 1, max: 5 },
  teams: { type: 'list' },
  people: { type: 'list' },
  boolean: { type: 'boolean' },
  minutes: { type: 'integer', min: 1 },
  whole: { type: 'integer', min: 0 },
  choice: { type: 'string' },
  site: { type: 'string' },
  item: { type: 'string' },
  order: { type: 'string' },
};

/** The given facts, and those of an event's own fields. */
export function factsOfEvent(facts: FactCatalogue, event: EventSpec | undefined): FactCatalogue {
  if (!event || event.fields.length === 0) return facts;
  const own = event.fields.map(({ name, kind, options }): [string, FactDefinition] => {
    const fact = `event.${name}`;
    return [fact, { name: fact, kind: 'given', ...OF_KIND[kind], ...(options ? { values: options } : {}) }];
  });
  return new Map([...facts, ...own]);
}
