import { connectHost } from '../app';
import { readFigure } from './figures';

beforeAll(() => connectHost({ i18n: { language: 'zh-CN', t: (key: string) => key } } as never));

const whole = { min: 0, max: 100 };
const yuan = { min: 0.01, max: 100_000, decimals: 2 };

test.each([
  ['12', whole, 12],
  [' １２ ', whole, 12],
  ['', whole, null],
  ['1.23', yuan, 1.23],
  ['-4', { min: -10, max: 10, notZero: true }, -4],
])('%j is a figure', (text, bounds, value) => expect(readFigure(text, bounds)).toEqual({ value }));

test.each([
  ['abc', whole, 'number'],
  ['1e3', whole, 'number'],
  ['1.5', whole, 'whole'],
  ['-1', whole, 'range'],
  ['101', whole, 'range'],
  ['1.234', yuan, 'decimals'],
  ['0', yuan, 'range'],
  ['99999999999', yuan, 'range'],
  ['0', { ...whole, notZero: true }, 'zero'],
])('%j is refused and not made to fit', (text, bounds, why) =>
  expect(readFigure(text, bounds)).toEqual({ trouble: `pages.common.figure.${why}` }),
);
