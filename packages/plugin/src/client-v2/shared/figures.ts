import type { Problem } from '../api/request';
import { t } from '../app';

/** What a figure may be. Whole where nothing is said of decimals. */
export interface FigureBounds {
  min: number;
  max: number;
  decimals?: number;
  notZero?: boolean;
}

/** What somebody typed: a number, nothing, or what is wrong with it, in the reader's language. */
export type Figure = { value: number | null; trouble?: undefined } | { value?: undefined; trouble: string };

const NUMBER = /^[+-]?\d+(\.(\d+))?$/;

/** Reads a figure as it was typed, full-width digits too. Nothing is rounded and nothing is brought into range: what does not fit is said. */
export function readFigure(text: string, { min, max, decimals = 0, notZero }: FigureBounds): Figure {
  const typed = text.normalize('NFKC').trim();
  if (!typed) return { value: null };
  const found = NUMBER.exec(typed);
  if (!found) return { trouble: t('pages.common.figure.number') };
  if ((found[2]?.length ?? 0) > decimals)
    return { trouble: t(decimals ? 'pages.common.figure.decimals' : 'pages.common.figure.whole', { decimals }) };
  const value = Number(typed);
  if (value < min || value > max) return { trouble: t('pages.common.figure.range', { min, max }) };
  return notZero && value === 0 ? { trouble: t('pages.common.figure.zero') } : { value };
}

/** The figure, for what is sent. @throws Problem with what is wrong, by the field's name */
export function figureOf(label: string, text: string, bounds: FigureBounds): number | null {
  const { value, trouble } = readFigure(text, bounds);
  if (trouble === undefined) return value ?? null;
  return refuse(t('pages.common.problem', { title: label, message: trouble }));
}

/** @throws Problem with a sentence of ours, shown as one of the server's is */
export function refuse(message: string): never {
  throw { code: 'INVALID_DATA', message } satisfies Problem;
}
