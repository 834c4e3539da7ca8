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
      const say = sayIn(ctx);
      const problems = Array.isArray(error.params.problems)
        ? titledProblems(error, ctx).map((problem) => ({
            ...problem,
            // What is wrong with a pack says so itself.
            ...(problem.cause
              ? {}
              : { message: say(`errors.field.${problem.code}`, { min: problem.min, max: problem.max }) }),
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
  if (Array.isArray(params.problems))
    said.fields = titledProblems(error, ctx)
      .map(({ title, field, collection }) => title ?? (collection ? say(`collections.${collection}.${field}`) : field))
      .join(say('api.list.separator'));
  return said;
}

const reasonsIn = ({ reasons }: SidanError, ctx: Context): { reasons?: readonly string[] } =>
  reasons ? { reasons: reasons[langOf(ctx)] ?? Object.values(reasons)[0] ?? [] } : {};

const titleIn = ({ titles, definition }: SidanError, ctx: Context, key: string): string =>
  titles?.[langOf(ctx)]?.[key] ?? sayIn(ctx)(`lifecycle.${definition ? `${definition}.` : ''}${key}`);

/** What is wrong with the items of a rating, by their names in the order's own lifecycle. */
const titledProblems = (error: SidanError, ctx: Context): Problem[] =>
  (error.params.problems as Problem[]).map(({ rated, ...problem }) =>
    rated ? { ...problem, title: ratedName((key) => titleIn(error, ctx, key), rated.item, rated.event) } : problem,
  );
