import { SidanError } from '../errors';

export const QUANTITY_MAX = 100_000;
const NOTE_MAX = 200;

interface Problem {
  field: string;
  code: string;
  min?: number;
  max?: number;
}

const quantityProblem = (value: unknown): Problem[] =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= QUANTITY_MAX
    ? []
    : [{ field: 'quantity', code: 'RANGE', min: 1, max: QUANTITY_MAX }];

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const textProblem = (field: string, text: string): Problem[] =>
  text.length > NOTE_MAX ? [{ field, code: 'TOO_LONG', max: NOTE_MAX }] : [];

function check(problems: Problem[]): void {
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
}

/** How much is handed in. @throws INVALID_DATA */
export function readQuantity({ quantity }: Record<string, unknown>): number {
  check(quantityProblem(quantity));
  return quantity as number;
}

/** What is written down. @throws INVALID_DATA, everything at once */
export function readEntry({ quantity, note }: Record<string, unknown>): { quantity: number; note: string | null } {
  const words = textOf(note);
  check([...quantityProblem(quantity), ...textProblem('note', words)]);
  return { quantity: quantity as number, note: words || null };
}

/** How an entry is put right: another quantity, or void; and why. @throws INVALID_DATA, everything at once */
export function readCorrection(body: Record<string, unknown>): { quantity: number | null; reason: string } {
  const reason = textOf(body.reason);
  const isVoid = body.void === true;
  check([
    ...(reason ? textProblem('reason', reason) : [{ field: 'reason', code: 'REQUIRED' }]),
    ...(isVoid ? [] : quantityProblem(body.quantity)),
  ]);
  return { quantity: isVoid ? null : (body.quantity as number), reason };
}
