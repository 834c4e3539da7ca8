/** What the analysis finds: everything at once, each with its place. */
import type { FactCatalogue } from '@sidan/rules/conditions';
import type { Calendars } from '../clock/calendar';
import type { Capacity } from '../definition/capacity';
import type { EffectType } from '../definition/effect';
import type { EventSpec, FieldKind } from '../definition/event';
import { factsOfEvent } from '../catalogue/facts';
import { toEventSpec } from '../definition/event';
import type { PlainFile } from '../definition/file';
import { edgesOf, type Edge } from '../path/edges';

export interface Finding {
  code: string;
  /** An error keeps a definition from being published; a warning is shown and may be meant. */
  severity: 'error' | 'warning';
  path: string;
  /** The layer that made the part; left out when it is not known. */
  layer?: string;
  params: Record<string, unknown>;
}

/** What of the county the analysis is told. What is left out is not asked about. */
export interface AnalysisContext {
  /** Facts that the county has besides the shipped ones; the whole catalogue. */
  facts?: FactCatalogue;
  /** The capacities in which somebody acts in this county. Default: all. */
  capacities?: readonly Capacity[];
  /** The county's calendars by name. Default: there is one, `work`. */
  calendars?: Calendars;
  /** Years for which the calendars should know the holidays: this one and, from autumn on, the next. */
  years?: readonly number[];
  /** The effects that the host carries out. Default: all. */
  effects?: readonly EffectType[];
  /** The kinds of fields that the host's forms can draw. Default: all. */
  kinds?: readonly FieldKind[];
  /** state → how many orders are in it now. */
  running?: Readonly<Record<string, number>>;
  /** path → layer, as `compose()` gives it. */
  origin?: Readonly<Record<string, string>>;
}

/** A definition under analysis. */
export interface Subject {
  file: PlainFile;
  facts: FactCatalogue;
  edges: readonly Edge[];
  context: AnalysisContext;
  find(code: string, path: string, params?: Record<string, unknown>, severity?: Finding['severity']): void;
}

export const specOf = ({ file }: Subject, { kind, trigger }: Edge): EventSpec | undefined =>
  kind === 'event' ? toEventSpec(trigger, { ...file.events[trigger]! }) : undefined;

/** The facts that a guard of this edge may ask. */
export const factsAt = (subject: Subject, edge: Edge): FactCatalogue =>
  factsOfEvent(subject.facts, specOf(subject, edge));

/** Whether somebody of this county, or the system, may send the event. */
export function isSendable({ file, context }: Subject, type: string): boolean {
  const { capacities } = context;
  return !capacities || file.events[type]!.by.some((by) => by === 'system' || capacities.includes(by));
}

export const subjectOf = (
  file: PlainFile,
  facts: FactCatalogue,
  context: AnalysisContext,
  find: Subject['find'],
): Subject => ({ file, facts, edges: edgesOf(file), context, find });
