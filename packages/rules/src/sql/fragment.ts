/**
 * SQL in pieces. Text comes from this code alone; whatever a pack, a fact or a caller brings is a parameter, or an
 * identifier that is quoted here. Pieces are put together with the tag `sql`, which takes nothing but pieces.
 */

/** The PostgreSQL types that parameters are cast to. */
export type ParamType =
  | 'text'
  | 'integer'
  | 'bigint'
  | 'numeric'
  | 'float8'
  | 'boolean'
  | 'date'
  | 'timestamptz'
  | 'interval'
  | 'jsonb'
  | 'uuid'
  | 'text[]'
  | 'integer[]'
  | 'bigint[]'
  | 'numeric[]'
  | 'float8[]'
  | 'boolean[]';

type Scalar = string | number | boolean | null;
export type ParamValue = Scalar | readonly Scalar[];

interface Param {
  readonly value: ParamValue;
  readonly type: ParamType;
}

export class Fragment {
  private constructor(readonly parts: readonly (string | Param)[]) {}

  /** @internal For this module: a JSON document can never make one. */
  static of(parts: readonly (string | Param)[]): Fragment {
    return new Fragment(parts);
  }
}

/** A piece of SQL; in the placeholders other pieces. */
export function sql(texts: TemplateStringsArray, ...pieces: readonly Fragment[]): Fragment {
  const parts: (string | Param)[] = [];
  texts.forEach((text, index) => {
    parts.push(text);
    const piece = pieces[index];
    if (piece !== undefined) parts.push(...piece.parts);
  });
  return Fragment.of(parts);
}

/** A value, sent beside the text. @throws RangeError for a text that PostgreSQL cannot hold (with a NUL) */
export function param(value: ParamValue, type: ParamType): Fragment {
  const texts = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly Scalar[]) : [];
  if (texts.some((text) => typeof text === 'string' && text.includes('\0'))) {
    throw new RangeError('PostgreSQL holds no text with a NUL');
  }
  return Fragment.of([{ value, type }]);
}

const IDENTIFIER_BYTES_MAX = 63;

/** A name of a table, column or alias, or several joined by dots. @throws RangeError for one that PostgreSQL would cut or refuse */
export function id(...names: readonly string[]): Fragment {
  for (const name of names) {
    if (name === '' || name.includes('\0') || Buffer.byteLength(name) > IDENTIFIER_BYTES_MAX) {
      throw new RangeError(`no identifier of PostgreSQL: ${JSON.stringify(name)}`);
    }
  }
  return Fragment.of([names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.')]);
}

export function join(pieces: readonly Fragment[], separator: Fragment): Fragment {
  return Fragment.of(
    pieces.flatMap((piece, index) => (index === 0 ? piece.parts : [...separator.parts, ...piece.parts])),
  );
}

export interface Query {
  readonly text: string;
  readonly values: readonly ParamValue[];
}

/** Text with `$1::type`, and the values; the same value is sent once. */
export function render(fragment: Fragment): Query {
  const numbers = new Map<string, number>();
  const values: ParamValue[] = [];
  const text = fragment.parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const key = `${part.type} ${JSON.stringify(part.value)}`;
      let number = numbers.get(key);
      if (number === undefined) {
        number = values.push(part.value);
        numbers.set(key, number);
      }
      return `$${number}::${part.type}`;
    })
    .join('');
  return { text, values };
}
