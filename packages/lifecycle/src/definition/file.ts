/** A definition file as it lies in `workflows/`: what the JSON Schema `schema/definition.schema.json` says, as types. */
import type { Condition } from '@sidan/rules/conditions';
import type { Delay } from '../clock/delay';
import type { Capacity } from './capacity';
import type { FieldKind } from './event';
import type { DispatchPlan } from '../dispatch/plan';
import type { Ratings } from '../rating/ratings';
import type { Presence } from './presence';

export interface ActionFile extends Presence {
  type: string;
  params?: Record<string, unknown>;
}

export interface BranchFile {
  target?: string;
  guard?: { type: 'when'; params: Condition };
  actions?: ActionFile[];
  reenter?: boolean;
  description?: string;
  meta?: Presence;
}

/** One branch, or several of which the first whose guard holds is taken. */
export type TransitionFile = BranchFile | BranchFile[];

export interface StateFile {
  type?: 'atomic' | 'final';
  description?: string;
  on?: Record<string, TransitionFile>;
  after?: Record<string, TransitionFile>;
  entry?: ActionFile[];
  exit?: ActionFile[];
  /** `bypass`: where whatever led here leads when this state is not there. */
  meta?: Presence & { bypass?: string };
}

export interface FieldFile extends Presence {
  kind: FieldKind;
  required?: boolean;
  lengthMax?: number;
  max?: number;
  fact?: string;
  options?: string[];
  description?: string;
}

export interface EventFile extends Presence {
  by: Capacity[];
  data?: Record<string, FieldFile>;
  description?: string;
}

export type DelayFile = Delay & Presence & { description?: string };

/** An optional part of the machine: what it is for, whether it is on unless a county says otherwise, what it goes with. */
export interface RegionFile {
  description: string;
  on: boolean;
  needs?: string[];
  excludes?: string[];
}

/** language → key of the definition (`state.waiting`, `event.dispatch`) → text. */
export type Titles = Record<string, Record<string, string>>;

/** What `loadDefinition()` takes: no regions, everything in it is there. */
export interface PlainFile {
  $schema?: string;
  name: string;
  version: string;
  description?: string;
  machine: { id?: string; description?: string; initial: string; states: Record<string, StateFile> };
  events: Record<string, EventFile>;
  delays?: Record<string, DelayFile>;
  /** Whom orders go to; left out, the dispatcher decides. */
  dispatch?: DispatchPlan;
  /** What people are asked when they rate; left out, stars for the whole. */
  ratings?: Ratings;
  /** Only what layers said in other words than the base. */
  titles?: Titles;
}

/** What `compose()` takes: with the optional regions open. */
export interface DefinitionFile extends PlainFile {
  regions?: Record<string, RegionFile>;
}

/** The branches of a transition, one or many. */
export const branchesOf = (transition: TransitionFile): BranchFile[] =>
  Array.isArray(transition) ? transition : [transition];
