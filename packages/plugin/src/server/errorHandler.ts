import type { Application } from '@nocobase/server';
import type { Context } from '@nocobase/actions';
import { langOf, sayIn } from './actions/context';
import { ratedName } from './lifecycles/titles';
import { toSidanError, type SidanError } from './errors';

interface ErrorHandlerPlugin {
  errorHandler: { register(guard: (error: unknown) => boolean, render: (error: unknown, ctx: Context) => void): void };
}

interface Problem {
  field: string;
  code: string;
  title?: string;
  /** What of a rating it is about. */
  rated?: { item: string; event: string };
  /** Where the field's title is found when none was given. */
  collection?: string;
  min?: number;
  max?: number;
  step?: number;
  /** Of a rule pack. */
  cause?: string;
}

/** A refusal in the caller's language: what is wrong, and for bad data each field with its reason. */
export function registerErrors(app: Application): void {
  const plugin = app.pm.get('error-handler') as unknown as ErrorHandlerPlugin;
  plugin.errorHandler.register(
    (error) => toSidanError(error) !== null,
    (thrown, ctx) => {
      const error = toSidanError(thrown)!;
      const problems = Array.isArray(error.params.problems)
        ? titledProblems(error, ctx).map((problem) => ({
            ...problem,
            // What is wrong with a pack says so itself.
            ...(problem.cause ? {} : { message: sayProblem(problem, ctx) }),
          }))
        : undefined;
      ctx.status = error.status;
      ctx.withoutDataWrapping = true;
      ctx.body = {
        errors: [
          {
            code: error.code,
            message: sayRefusal(error, ctx),
            params: { ...error.params, ...(problems ? { problems } : {}), ...reasonsIn(error, ctx) },
          },
        ],
      };
    },
  );
}

/** What is wrong, in the caller's language. */
export const sayRefusal = (error: SidanError, ctx: Context): string =>
  sayIn(ctx)(`errors.${error.code}`, sayParams(error, ctx));

/** Events and states are said by their names in the language, not by their codes. */
function sayParams(error: SidanError, ctx: Context): Record<string, unknown> {
  const say = sayIn(ctx);
  const { params } = error;
  const title = (key: string) => titleIn(error, ctx, key);
  const said: Record<string, unknown> = { ...params };
  const { reasons } = reasonsIn(error, ctx);
  if (reasons) said.reasons = reasons.join(say('api.list.separator'));
  if (Array.isArray(params.people)) said.people = params.people.join(say('api.list.separator'));
  if (typeof params.event === 'string') said.event = title(`event.${params.event}`);
  if (typeof params.state === 'string' && params.state) said.state = title(`state.${params.state}`);
  if (typeof params.signature === 'string')
    said.signature = say(`collections.sidanPackVersions.signature.${params.signature}`);
  if (Array.isArray(params.fields))
    said.fields = params.fields
      .map((field) => say(`collections.${String(params.what)}.${field}`))
      .join(say('api.list.separator'));
  if (Array.isArray(params.problems)) {
    const problems = titledProblems(error, ctx);
    said.fields = problems.map(({ title, field }) => title ?? field).join(say('api.list.separator'));
    if (error.code === 'INVALID_DATA') said.details = sayProblems(problems, ctx);
  } else if (error.code === 'INVALID_DATA') said.details = params.field ?? '';
  return said;
}

/** As many as one reads in a note that goes away by itself; all of them are in the answer. */
const SAID_MAX = 5;

/** Each field with what is wrong with it: the host shows this sentence and nothing else. */
const sayProblems = (problems: readonly Problem[], ctx: Context): string =>
  [
    ...new Set(
      problems.map((problem) => {
        const message = problem.cause ?? sayProblem(problem, ctx);
        return problem.title ? sayIn(ctx)('api.problem.line', { title: problem.title, message }) : message;
      }),
    ),
  ]
    .slice(0, SAID_MAX)
    .join(' ');

const sayProblem = ({ code, min, max, step }: Problem, ctx: Context): string =>
  sayIn(ctx)(`errors.field.${code}`, { min, max, step });

const reasonsIn = ({ reasons }: SidanError, ctx: Context): { reasons?: readonly string[] } =>
  reasons ? { reasons: reasons[langOf(ctx)] ?? Object.values(reasons)[0] ?? [] } : {};

const titleIn = ({ titles, definition }: SidanError, ctx: Context, key: string): string =>
  titles?.[langOf(ctx)]?.[key] ?? sayIn(ctx)(`lifecycle.${definition ? `${definition}.` : ''}${key}`);

/** Each problem with its field's name: of a rating's items in the order's own lifecycle, of columns as their collection has it. */
const titledProblems = (error: SidanError, ctx: Context): Problem[] =>
  (error.params.problems as Problem[]).map(({ rated, ...problem }) => {
    if (rated) return { ...problem, title: ratedName((key) => titleIn(error, ctx, key), rated.item, rated.event) };
    const { title, collection, field } = problem;
    return title || !collection ? problem : { ...problem, title: sayIn(ctx)(`collections.${collection}.${field}`) };
  });
