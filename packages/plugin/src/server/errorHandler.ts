import type { Application } from '@nocobase/server';
import type { Context } from '@nocobase/actions';
import { sayIn } from './actions/context';
import { toSidanError, type SidanError } from './errors';

interface ErrorHandlerPlugin {
  errorHandler: { register(guard: (error: unknown) => boolean, render: (error: unknown, ctx: Context) => void): void };
}

interface Problem {
  field: string;
  code: string;
  title?: string;
  /** Where the field's title is found when none was given. */
  collection?: string;
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
      const params = sayParams(error, ctx);
      const problems = Array.isArray(error.params.problems)
        ? (error.params.problems as Problem[]).map((problem) => ({
            ...problem,
            // What is wrong with a pack says so itself.
            ...(problem.cause ? {} : { message: say(`errors.field.${problem.code}`, { max: problem.max }) }),
          }))
        : undefined;
      ctx.status = error.status;
      ctx.withoutDataWrapping = true;
      ctx.body = {
        errors: [
          {
            code: error.code,
            message: say(`errors.${error.code}`, params),
            params: problems ? { ...error.params, problems } : error.params,
          },
        ],
      };
    },
  );
}

/** Events and states are said by their names in the language, not by their codes. */
function sayParams({ params }: SidanError, ctx: Context): Record<string, unknown> {
  const say = sayIn(ctx);
  const said: Record<string, unknown> = { ...params };
  if (typeof params.event === 'string') said.event = say(`lifecycle.event.${params.event}`);
  if (typeof params.state === 'string' && params.state) said.state = say(`lifecycle.state.${params.state}`);
  if (typeof params.signature === 'string')
    said.signature = say(`collections.sidanPackVersions.signature.${params.signature}`);
  if (Array.isArray(params.fields))
    said.fields = params.fields
      .map((field) => say(`collections.${String(params.what)}.${field}`))
      .join(say('api.list.separator'));
  if (Array.isArray(params.problems))
    said.fields = (params.problems as Problem[])
      .map(({ title, field, collection }) => title ?? (collection ? say(`collections.${collection}.${field}`) : field))
      .join(say('api.list.separator'));
  return said;
}
