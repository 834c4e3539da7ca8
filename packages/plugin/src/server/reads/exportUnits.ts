import type { Context, Next } from '@nocobase/actions';
import { AMOUNTS } from '../schema/amounts';
import type { Sidan } from '../sidan';
import { measuresOf, type Measure } from './measures';
import { readerFor } from '../actions/context';

interface Row {
  get(name: string): unknown;
  toJSON(): Record<string, unknown>;
}

interface Chunks {
  callback(rows: Pick<Row, 'toJSON'>[], options: unknown): Promise<unknown>;
}

type Read = (options: Chunks) => Promise<unknown>;

/**
 * In the host's own export of a table, amounts are those of the asset's own unit and assets have their names, as the table shows them. The rows go through
 * in portions; rules of a county are read once an export.
 */
export function exportUnits(sidan: () => Sidan) {
  return async function sidanExportUnits(ctx: Context, next: Next): Promise<void> {
    const amounts = AMOUNTS[String(ctx.action.resourceName)];
    if (ctx.action.actionName === 'export' && amounts) {
      const repository = ctx.getCurrentRepository();
      const reader = await readerFor(ctx, sidan());
      const counties = new Map<string, Promise<(asset: string) => Measure>>();
      const said = async (row: Row): Promise<Pick<Row, 'toJSON'>> => {
        const asset = row.get(amounts.asset);
        if (typeof asset !== 'string' || !asset) return row;
        const county = String(row.get('regionCode'));
        if (!counties.has(county)) counties.set(county, measuresOf(reader, county));
        const { name, inUnits } = (await counties.get(county)!)(asset);
        const cells = row.toJSON();
        for (const field of amounts.fields) {
          const amount = cells[field];
          if (amount !== null && amount !== undefined) cells[field] = inUnits(Number(amount));
        }
        return { toJSON: () => ({ ...cells, [amounts.asset]: name }) };
      };
      const through =
        (read: Read): Read =>
        (options) =>
          read({
            ...options,
            callback: async (rows, more) => options.callback(await Promise.all((rows as Row[]).map(said)), more),
          });
      const told = Object.assign(Object.create(repository) as object, {
        collection: unrounded(repository.collection, amounts.fields),
        chunk: through((options) => repository.chunk(options as never)),
        chunkWithCursor: through((options) => repository.chunkWithCursor(options as never)),
      });
      ctx.getCurrentRepository = () => told as never;
    }
    await next();
  };
}

interface Field {
  options: { uiSchema?: { 'x-component-props'?: object } };
}

/** The host rounds a cell to the steps of its column, which are those of the smallest unit. */
function unrounded(collection: { getField(name: string): unknown }, amounts: readonly string[]): object {
  return Object.assign(Object.create(collection) as object, {
    getField(name: string): unknown {
      const field = collection.getField(name) as Field | undefined;
      if (!field || !amounts.includes(name)) return field;
      const { options } = field;
      const uiSchema = { ...options.uiSchema, 'x-component-props': {} };
      return Object.create(field, { options: { value: { ...options, uiSchema } } });
    },
  });
}
