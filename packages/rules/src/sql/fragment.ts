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

/** Pieces keep their pieces as they are: a large statement says the same things often, and is written out once, by `render`. */
type Part = string | Param | Fragment;

export class Fragment {
  private constructor(readonly parts: readonly Part[]) {}

  /** @internal For this module: a JSON document can never make one. */
  static of(parts: readonly Part[]): Fragment {
    return new Fragment(parts);
  }
}

/** A piece of SQL; in the placeholders other pieces. */
export function sql(texts: TemplateStringsArray, ...pieces: readonly Fragment[]): Fragment {
  const parts: Part[] = [];
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index];
    const piece = pieces[index];
    if (text) parts.push(text);
    if (piece) parts.push(piece);
  }
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
  return Fragment.of(pieces.flatMap((piece, index) => (index === 0 ? [piece] : [separator, piece])));
}

export interface Query {
  readonly text: string;
  readonly values: readonly ParamValue[];
}

/** Text with `$1::type`, and the values; the same value is sent once. */
export function render(fragment: Fragment): Query {
  const placeholders = new Map<Param | string, string>();
  const values: ParamValue[] = [];
  const placeholderOf = (part: Param): string => {
    const { type, value } = part;
    const key = `${type} ${JSON.stringify(value)}`;
    const placeholder = placeholders.get(key) ?? `$${values.push(value)}::${type}`;
    placeholders.set(key, placeholder).set(part, placeholder);
    return placeholder;
  };
  const textOf = ({ parts }: Fragment): string => {
    let text = '';
    for (const part of parts) {
      if (typeof part === 'string') text += part;
      else text += part instanceof Fragment ? textOf(part) : (placeholders.get(part) ?? placeholderOf(part));
    }
    return text;
  };
  return { text: textOf(fragment), values };
}
