import type { Budget, PackAsset } from '../../api/packs';

/** Digits that a JavaScript number keeps, whatever its decimals. */
const DIGITS_MAX = 15;

/** What is wrong with an amount as it was typed: no number of 0 or more, more decimals than the asset has, or more digits than can be counted. */
export type AmountProblem = 'number' | 'whole' | 'decimals' | 'large';

/** What is wrong with a typed amount, if anything; nothing typed is no budget. */
export function amountProblem(typed: string, { decimals }: Pick<PackAsset, 'decimals'>): AmountProblem | undefined {
  const text = plain(typed);
  if (!text) return undefined;
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!parts) return 'number';
  const [, whole = '', fraction = ''] = parts;
  if (fraction.length > decimals) return decimals === 0 ? 'whole' : 'decimals';
  return whole.replace(/^0+/, '').length + decimals > DIGITS_MAX ? 'large' : undefined;
}

/** The budget of the amounts that were typed, once nothing is wrong with them. */
export const budgetOf = (typed: Readonly<Record<string, string>>): Budget =>
  Object.fromEntries(
    Object.entries(typed)
      .filter(([, amount]) => plain(amount))
      .map(([asset, amount]) => [asset, Number(plain(amount))]),
  );

/** An amount as Chinese keyboards type it, wide digits and commas between thousands included. */
const plain = (typed: string): string => typed.normalize('NFKC').replace(/[\s,]/g, '');
