import type { Collection } from '@nocobase/database';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { covers, type Actor } from './actor';
import { isId } from '../ids';

type Row = Record<string, unknown>;

interface Relation {
  name: string;
  type: string;
  target: string;
  foreignKey: string;
}

/**
 * What a row written through the host's forms may say of other rows: which one it points to, in the same county, and nothing more. A form sends the row it
 * points to whole, and only its id counts: nobody changes a person by changing a team member. Rows that point here are written in their own
 * collection; an empty list in a form must not set them free.
 * @throws NOT_ALLOWED, NOT_FOUND (also when the row pointed to is of another county)
 */
export async function checkLinks(sidan: Sidan, actor: Actor, collection: Collection, values: unknown): Promise<void> {
  const relations = relationsOf(collection);
  for (const row of (Array.isArray(values) ? values : [values]) as Row[]) {
    if (!row || typeof row !== 'object') continue;
    for (const relation of relations) {
      if (relation.type === 'belongsTo') await checkOne(sidan, actor, row, relation);
      else if (isSomething(row[relation.name])) throw new SidanError('NOT_ALLOWED');
      else delete row[relation.name];
    }
  }
}

const relationsOf = (collection: Collection): Relation[] =>
  [...collection.fields.values()]
    .filter((field) => typeof field.options.target === 'string')
    .map((field) => ({
      name: field.name,
      type: field.options.type as string,
      target: field.options.target as string,
      foreignKey: String(field.options.foreignKey ?? ''),
    }));

const isSomething = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;

async function checkOne(sidan: Sidan, actor: Actor, row: Row, { name, target, foreignKey }: Relation): Promise<void> {
  if (row[name] !== undefined) {
    const linked = row[name] as Row | string | number | null;
    row[foreignKey] = linked && typeof linked === 'object' ? (linked.id ?? null) : linked;
    delete row[name];
  }
  const id = row[foreignKey];
  if (id === undefined || id === null || !target.startsWith('sidan')) return;
  if (!isId(id)) throw new SidanError('NOT_FOUND', { what: name });
  const counties = actor.scopes.map(({ code }) => code.slice(0, 6));
  const { rows } = await connectionOf(sidan.db).query<{ regionCode: string; townCode?: string | null }>(
    sidan.write(
      `select [regionCode] as "regionCode"${target === 'sidanTeams' ? ', [townCode] as "townCode"' : ''} from {${target}} where [id] = $1::uuid`,
    ),
    [id],
  );
  const place = rows[0]?.regionCode;
  // Who works for one town fills that town's teams, and not the county's.
  const town = rows[0]?.townCode;
  const theirs = target !== 'sidanTeams' || actor.scopes.some((scope) => covers(scope, town ?? place));
  const here =
    place && counties.some((code) => place.startsWith(code)) && (!row.regionCode || row.regionCode === place);
  if (!here || !theirs) throw new SidanError('NOT_FOUND', { what: name });
}
