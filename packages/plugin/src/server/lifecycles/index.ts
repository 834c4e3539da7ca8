/** Lifecycles as they hold in a county now, and as orders under way keep them. */
import { DefinitionError, loadDefinition } from '@sidan/lifecycle';
import type { Pack } from '@sidan/rules';
import { SidanError } from '../errors';
import { addedFacts } from '../packs/facts/added';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { composeLifecycle, supported, type CarriesOut, type Lifecycle } from './compose';
import { catalogueFor, catalogueWith } from './facts';
import { layersIn } from './layers';
import { keepLifecycle, storedLifecycle } from './stored';

export type { Lifecycle } from './compose';

export interface Lifecycles {
  /** Every event of the shipped definition, optional regions included, but the one that begins an order's own route by a form. */
  readonly events: readonly string[];
  /**
   * The lifecycle by which an order is placed now in `place` (a county, or a place within it): the packs in force decide, and nothing else. `revision` is that of
   * the place's packs, where it has been read already. @throws RULES_BROKEN, LIFECYCLE_BROKEN
   */
  current(q: Connection, place: string, at: Date, revision?: string): Promise<Lifecycle>;
  /** A version by which orders of a county run. @throws LIFECYCLE_UNKNOWN, LIFECYCLE_BROKEN */
  of(q: Connection, regionCode: string, version: string): Promise<Lifecycle>;
  /** Keeps a version with the first order by it; to be told by `kept()` when that is committed. */
  keep(q: Connection, regionCode: string, lifecycle: Lifecycle): Promise<void>;
  kept(regionCode: string, lifecycle: Lifecycle): void;
}

/** Found again in the database. */
const KEPT_MAX = 500;

/** The definition of orders. */
export const ORDER = 'order';

/** `carriesOut`: which effects there is something for; those of orders unless told. */
export function createLifecycles(
  sidan: Pick<Sidan, 'db' | 'write' | 'newId' | 'coreOf' | 'packs'>,
  base: unknown,
  complain: (error: unknown) => void,
  carriesOut?: CarriesOut,
): Lifecycles {
  const { name } = base as { name: string };
  const byStack = new WeakMap<readonly Pack[], Lifecycle>();
  const byVersion = new Map<string, Lifecycle>();
  const stored = new Set<string>();
  const added = () => addedFacts(sidan.db, sidan.coreOf).map(({ definition }) => definition);
  const keyOf = (regionCode: string, version: string) => `${regionCode} ${version}`;

  function remember(regionCode: string, lifecycle: Lifecycle): Lifecycle {
    if (byVersion.size >= KEPT_MAX) byVersion.delete(byVersion.keys().next().value!);
    byVersion.set(keyOf(regionCode, lifecycle.definition.version), lifecycle);
    return lifecycle;
  }

  /** What is wrong with a lifecycle in force is for whoever keeps the packs; whoever meets it is told that nothing was done. */
  function clearly<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Error) || (error as DefinitionError).code !== 'DEFINITION_INVALID') throw error;
      complain(error);
      throw new SidanError('LIFECYCLE_BROKEN', { problems: (error as DefinitionError).problems.slice(0, 20) });
    }
  }

  return {
    events: Object.keys((base as { events: object }).events),
    async current(q, place, at, revision) {
      const { packs } = await sidan.packs.inForce.stack(q, place, at, revision);
      let known = byStack.get(packs);
      if (!known)
        byStack.set(
          packs,
          (known = clearly(() => composeLifecycle(base, layersIn(packs, name), catalogueWith(added()), carriesOut))),
        );
      const regionCode = place.slice(0, 6);
      return byVersion.get(keyOf(regionCode, known.definition.version)) ?? remember(regionCode, known);
    },
    async of(q, regionCode, version) {
      const known = byVersion.get(keyOf(regionCode, version));
      if (known) return known;
      const found = await storedLifecycle(sidan, q, regionCode, name, version);
      if (!found) throw new SidanError('LIFECYCLE_UNKNOWN', { version });
      const facts = catalogueFor(found.text, added());
      const definition = clearly(() => supported(loadDefinition(JSON.parse(found.text), { facts }), carriesOut));
      stored.add(keyOf(regionCode, version));
      return remember(regionCode, { ...found, definition });
    },
    async keep(q, regionCode, lifecycle) {
      if (stored.has(keyOf(regionCode, lifecycle.definition.version))) return;
      await keepLifecycle(sidan, q, regionCode, lifecycle);
    },
    kept(regionCode, lifecycle) {
      stored.add(keyOf(regionCode, lifecycle.definition.version));
    },
  };
}
