/** Everything that is wrong with a definition before it is published. */
import { FACTS } from '../catalogue/facts';
import { checkDefinition } from '../definition/check';
import type { PlainFile } from '../definition/file';
import { compose, layerAt } from '../overlay/compose';
import { analyseClocks } from './clocks';
import { analyseDispatch } from './dispatch';
import { subjectOf, type AnalysisContext, type Finding } from './finding';
import { analyseFlow, analyseRunning } from './flow';
import { analyseGuards } from './guards';
import { analyseHolds } from './holds';
import { analyseEffects, analyseEvents } from './people';

/** Said again, and better, by the analysis itself. */
const AGAIN = new Set(['STATE_UNREACHABLE', 'STATE_NO_EXIT', 'STATE_STUCK']);

/**
 * All findings about a plain definition, as `compose()` makes it: those of `checkDefinition()` as errors, and those of the analyses in this folder. Pure and
 * bounded. A definition may be published when none is an error.
 */
export function analyse(json: unknown, context: AnalysisContext = {}): Finding[] {
  const facts = context.facts ?? FACTS;
  const findings: Finding[] = [];
  const find = (
    code: string,
    path: string,
    params: Record<string, unknown> = {},
    severity: Finding['severity'] = 'error',
  ) => {
    findings.push({
      code,
      severity,
      path,
      ...(context.origin ? { layer: layerAt(context.origin, path) } : {}),
      params,
    });
  };
  const problems = checkDefinition(json, { facts });
  const broken = problems.filter(({ code }) => !AGAIN.has(code) && !HARMLESS.has(code));
  for (const { code, path, params } of problems) if (!AGAIN.has(code) || broken.length > 0) find(code, path, params);
  // Of what cannot be read nothing more can be said.
  if (broken.length > 0) return findings;
  const subject = subjectOf(json as PlainFile, facts, context, find);
  for (const part of PARTS) part(subject);
  return findings;
}

const PARTS = [
  analyseFlow,
  analyseGuards,
  analyseClocks,
  analyseDispatch,
  analyseEvents,
  analyseEffects,
  analyseHolds,
  analyseRunning,
] as const;

/** Wrong, and yet the rest can be read. */
const HARMLESS = new Set(['EVENT_UNUSED', 'DELAY_UNUSED', 'BRANCH_DEAD']);

/** The same for a base and the layers over it: what does not fit together is an error at its place in its layer. */
export function analyseLayers(base: unknown, overlays: readonly unknown[], context: AnalysisContext = {}): Finding[] {
  const composed = compose(base, overlays, context.facts ? { facts: context.facts } : {});
  if (composed.ok) return analyse(composed.file, { ...context, origin: composed.origin });
  return composed.problems.map((problem) => ({ ...problem, severity: 'error' }));
}
