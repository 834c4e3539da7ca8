/**
 * What a fact holds of arithmetic that goes beyond the numbers of JavaScript: the same in memory as in SQL, where one such event
 * must not end the query for all the others.
 */
import { derive, type Expression, type FactDefinition } from '../../packages/rules/src';
import { columnFacts } from '../../packages/rules/src/sql/access';
import { param, render, sql } from '../../packages/rules/src/sql/fragment';
import { asHeld, expressionSql } from '../../packages/rules/src/sql/numeric';
import { usePostgres } from './database';

jest.setTimeout(240_000);

const database = usePostgres();

const MAX = Number.MAX_VALUE;
const NUMBERS = [0, 1, -1, 0.1, 3, 1e-7, 1e154, 1e155, 1e-160, 1e-170, 5e-324, 1e-300, 2 ** 53 + 2, MAX, -MAX, MAX / 2];
const OPERATIONS = ['add', 'subtract', 'multiply', 'divide', 'minimum', 'maximum'] as const;

it('derived facts too large or too small for a number are missing or 0 on both sides', async () => {
  const different: unknown[] = [];
  for (const op of OPERATIONS) {
    const is: Expression = { op, of: [{ fact: 'a' }, { fact: 'b' }] };
    const definition: FactDefinition = { name: 'c', kind: 'derived', type: 'number', is };
    const book = new Map([
      ...['a', 'b'].map((name) => [name, { name, kind: 'given', type: 'number' } as FactDefinition] as const),
      ['c', definition] as const,
    ]);
    const pairs = NUMBERS.flatMap((a) => NUMBERS.map((b) => [a, b] as const));
    const number = (name: string) => ({ as: 'numeric', sql: sql`${name === 'a' ? sql`e.a` : sql`e.b`}` }) as const;
    const held = asHeld(expressionSql(is, columnFacts({ a: number('a'), b: number('b') })));
    const events = param(JSON.stringify(pairs.map(([a, b]) => ({ a, b }))), 'jsonb');
    const { text, values } = render(
      sql`select ${held}::text as c from jsonb_to_recordset(${events}) as e(a numeric, b numeric)`,
    );
    const { rows } = await database().query<{ c: string | null }>(text, [...values]);
    pairs.forEach(([a, b], index) => {
      const inMemory = derive(book, { a, b }).c;
      const inSql = rows[index]?.c ?? undefined;
      if (inMemory !== (inSql === undefined ? undefined : Number(inSql))) different.push({ op, a, b, inMemory, inSql });
    });
  }
  expect(different).toEqual([]);
});
