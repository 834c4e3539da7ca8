/**
 * Checks what a measured fact says against the sources and cycles that there are.
 */
import { checkCondition } from '../load/checkConditions';
import { problem, type Problem } from '../problem';
import type { FactCatalogue, MeasuredFact } from './fact';
import type { Aggregate, Window } from './measured';
import type { CycleCatalogue, FactBook, SourceDefinition } from './source';

/** What each aggregate wants: a field of which types, and whether decimals can come out of whole numbers. */
const AGGREGATE: Readonly<Record<Aggregate, { field: 'none' | 'any' | 'number' | 'optional'; divides?: true }>> = {
  count: { field: 'none' },
  sum: { field: 'number' },
  average: { field: 'number', divides: true },
  minimum: { field: 'number' },
  maximum: { field: 'number' },
  distinct: { field: 'any' },
  rank: { field: 'optional' },
  share: { field: 'optional', divides: true },
};

export function checkMeasured(fact: MeasuredFact, file: string, path: string, book: FactBook): Problem[] {
  const { of } = fact;
  const source = book.sources.get(of.source);
  const problems = checkWindow(of.window, file, `${path}/of/window`, book.cycles);
  if (source === undefined) {
    return [...problems, problem('SOURCE_UNKNOWN', file, `${path}/of/source`, { source: of.source, fact: fact.name })];
  }
  const unknown = (part: string, subject: string) =>
    problem('SUBJECT_UNKNOWN', file, `${path}/of/${part}`, { subject, source: source.name });
  if (source.subjects[of.subject] === undefined) problems.push(unknown('subject', of.subject));
  if (of.among !== undefined && source.subjects[of.among] === undefined) problems.push(unknown('among', of.among));
  const ranks = of.aggregate === 'rank' || of.aggregate === 'share';
  if (ranks !== (of.among !== undefined)) {
    problems.push(problem('AMONG_NEEDED', file, `${path}/of`, { aggregate: of.aggregate, fact: fact.name }));
  }
  if (of.window.span === 'event' && source.event === undefined) problems.push(unknown('window/span', 'event'));
  problems.push(...checkField(fact, source, file, path));
  if (of.where !== undefined) {
    problems.push(...checkCondition(of.where, file, `${path}/of/where`, fieldsOf(source)));
  }
  return problems;
}

function checkField(fact: MeasuredFact, source: SourceDefinition, file: string, path: string): Problem[] {
  const { aggregate, field } = fact.of;
  const wants = AGGREGATE[aggregate];
  const at = `${path}/of/field`;
  const found = source.fields.find(({ name }) => name === field);
  const whole = !wants.divides && fact.over === undefined && (aggregate !== 'rank' ? found?.type !== 'number' : true);
  const result: Problem[] =
    fact.type === 'integer' && !whole && (field === undefined || found !== undefined) && aggregate !== 'distinct'
      ? [problem('RESULT_TYPE', file, `${path}/type`, { fact: fact.name })]
      : [];
  if (field === undefined) {
    const needed = wants.field === 'number' || wants.field === 'any';
    return needed ? [...result, problem('FIELD_NEEDED', file, `${path}/of`, { aggregate, fact: fact.name })] : result;
  }
  if (found === undefined) return [...result, problem('FIELD_UNKNOWN', file, at, { field, source: source.name })];
  const number = found.type === 'integer' || found.type === 'number';
  const fits = wants.field === 'any' ? found.type !== 'list' : wants.field !== 'none' && number;
  return fits ? result : [...result, problem('FIELD_TYPE', file, at, { field, type: found.type, aggregate })];
}

function checkWindow(window: Window, file: string, path: string, cycles: CycleCatalogue): Problem[] {
  const { span } = window;
  const endless = span === 'event' || span === 'lifetime';
  const allowed = {
    days: span === 'rolling',
    cycle: span === 'cycle',
    count: !endless && span !== 'rolling',
    previous: !endless,
  };
  const problems: Problem[] = [];
  for (const part of ['days', 'cycle', 'count', 'previous'] as const) {
    const there = window[part] !== undefined;
    if (there && !allowed[part]) problems.push(problem('WINDOW_PART', file, `${path}/${part}`, { span, part }));
    if (!there && allowed[part] && (part === 'days' || part === 'cycle')) {
      problems.push(problem('WINDOW_PART_MISSING', file, path, { span, part }));
    }
  }
  if (window.cycle !== undefined && span === 'cycle' && !cycles.has(window.cycle)) {
    problems.push(problem('CYCLE_UNKNOWN', file, `${path}/cycle`, { cycle: window.cycle }));
  }
  return problems;
}

/** Conditions on a row see its fields as a rule sees facts. */
function fieldsOf(source: SourceDefinition): FactCatalogue {
  return new Map(source.fields.map((field) => [field.name, { kind: 'given', ...field }]));
}
