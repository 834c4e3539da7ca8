import type { Facts } from '@sidan/rules';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import { personFacts } from './person';
import { factsOfRow, TABLES, type AddedFact, type Subject } from './added';

/** Whose rows are read: their column, and which column of the table names them. */
const BY: Readonly<Record<Exclude<Subject, 'order'>, string>> = {
  volunteer: 'personId',
  person: 'id',
  team: 'id',
  item: 'id',
};

/** What an event knows of the rows around it. */
export interface RowIds {
  /** What is so on that day of a person: their age, whether they are trained. */
  at: Date;
  personId?: string | null;
  teamId?: string | null;
  itemId?: string | null;
}

const idOf: Readonly<Record<keyof typeof BY, (ids: RowIds) => string | null | undefined>> = {
  volunteer: ({ personId }) => personId,
  person: ({ personId }) => personId,
  team: ({ teamId }) => teamId,
  item: ({ itemId }) => itemId,
};

/**
 * The values of administrators' fields around some events, and what the book knows of the person, of those tables only that `names` asks for; the order's own are not
 * among them (`factsOfRow`). One statement for each table.
 */
export async function factsAround(
  sidan: Pick<Sidan, 'write' | 'tables' | 'vault'>,
  q: Connection,
  regionCode: string,
  added: readonly AddedFact[],
  names: ReadonlySet<string>,
  events: readonly RowIds[],
): Promise<Facts[]> {
  const found: Record<string, unknown>[] = await personFacts(sidan, q, regionCode, names, events);
  const tables = (Object.keys(BY) as (keyof typeof BY)[]).filter((of) =>
    added.some((fact) => fact.of === of && names.has(fact.definition.name)),
  );
  for (const of of tables) {
    const ids = [...new Set(events.map((event) => idOf[of](event)).filter(Boolean))];
    const { rows } = await q.query<{ id: string; row: Record<string, unknown> }>(
      sidan.write(
        `select t.[${BY[of]}] as id, row_to_json(t) as row from {${TABLES[of]}} t where t.[regionCode] = $1 and t.[${BY[of]}] = any($2::uuid[])`,
      ),
      [regionCode, ids],
    );
    const byId = new Map(rows.map(({ id, row }) => [id, row]));
    events.forEach((event, index) => {
      const row = byId.get(idOf[of](event) ?? '');
      const column = (field: string) => row?.[sidan.tables.column(field).slice(1, -1)];
      Object.assign(found[index]!, factsOfRow(added, of, column));
    });
  }
  return found as Facts[];
}
