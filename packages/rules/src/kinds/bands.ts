/** Bands: rows that begin (or end) at rising numbers. */
import { pointer, problem, type Problem } from '../problem';

/** Says where rows do not rise; `name` is the property that holds the number. */
export function checkAscending(values: readonly number[], file: string, path: string, name: string): Problem[] {
  return values.flatMap((value, index) => {
    const before = values[index - 1];
    return before === undefined || before < value
      ? []
      : [
          problem('BANDS_ORDER', file, `${pointer(path, index)}/${name}`, {
            value: printable(value),
            before: printable(before),
          }),
        ];
  });
}

/** A row without an end stands for everything. */
function printable(value: number): number | string {
  return Number.isFinite(value) ? value : '∞';
}

/** The last row that begins at or below the value. */
export function bandOf<T extends { readonly from: number }>(rows: readonly T[], value: number): T | undefined {
  return rows.findLast(({ from }) => from <= value);
}

/** The fact as a finite number, or undefined: a text of digits is no number. */
export function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
