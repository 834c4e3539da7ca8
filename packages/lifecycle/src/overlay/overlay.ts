/** What a county, or whoever stands above it, lays over a definition: the file `workflows/<definition>.json` of a pack, as types. */
import type { Delay, Minutes } from '../clock/delay';
import type { Capacity } from '../definition/capacity';
import type { DispatchPlan } from '../dispatch/plan';
import type { Ratings, Scale } from '../rating/ratings';
import type { BranchFile, DelayFile, EventFile, FieldFile, StateFile, Titles } from '../definition/file';

/** Why something below is changed, in each language; zh-CN always. */
export type Reason = Readonly<Record<string, string>>;

/** A transition: of a state, on an event or after a clock. */
export interface TransitionPlace {
  state: string;
  event?: string;
  delay?: string;
}

export interface FieldsChange {
  /** Fields that the event takes besides. */
  add?: Record<string, FieldFile>;
  /** Fields that must be filled from now on. */
  require?: string[];
  /** Fields that it takes no more. */
  remove?: string[];
}

export interface EventChange {
  by?: Capacity[];
  data?: FieldsChange;
  reason: Reason;
}

export interface DelayChange extends Partial<Omit<Delay, 'minutes'>> {
  minutes?: Minutes;
  reason: Reason;
}

export interface NoticePlace {
  template: string;
  to?: Capacity[];
}

export interface Overlay {
  $schema?: string;
  /** The name of this layer, usually that of its pack. */
  overlay: string;
  version: string;
  /** The definition that it lies over; `version` as `^2`, `~2.1` or `2.1.0`. */
  of: { name: string; version: string };
  reason: Reason;
  regions?: Record<string, { on: boolean; reason: Reason }>;
  titles?: Titles;
  states?: {
    add?: Record<string, StateFile>;
    /** `bypass`: where whatever leads there leads from now on. */
    remove?: { state: string; bypass: string; reason: Reason }[];
  };
  transitions?: {
    /** A guarded branch goes before those without a guard, in the order of the list. */
    add?: (TransitionPlace & { branch: BranchFile })[];
    remove?: (TransitionPlace & { reason: Reason })[];
    replace?: (TransitionPlace & { branches: BranchFile[]; reason: Reason })[];
  };
  /** `add` is no event's name: it holds events that are new. */
  events?: { add?: Record<string, EventFile> } & Record<string, unknown>;
  delays?: { add?: Record<string, DelayFile> } & Record<string, unknown>;
  /** The plan of dispatch, whole: what stood below is replaced. */
  dispatch?: DispatchPlan & { reason: Reason };
  /** Scales and items besides those below (a scale of the same name is replaced), and what is asked where a service says nothing else. */
  ratings?: { scales?: Record<string, Scale>; items?: string[]; ask?: Ratings['ask']; reason: Reason };
  notifications?: {
    add?: (TransitionPlace & { template: string; to: Capacity[] })[];
    /** Recipients (or all of them) of a template, everywhere or at one transition. */
    remove?: (Partial<TransitionPlace> & NoticePlace & { reason: Reason })[];
  };
}

/** The changed (not added) members of `events` or `delays`. */
export function changesIn<T>(part: ({ add?: unknown } & Record<string, unknown>) | undefined): [string, T][] {
  return Object.entries(part ?? {}).filter(([name]) => name !== 'add') as [string, T][];
}
