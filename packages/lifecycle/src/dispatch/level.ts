/** Where an order lies: 中心, 所, 站 and what is below. */

export const LEVELS = ['center', 'institute', 'station', 'point', 'base', 'post'] as const;
export type Level = (typeof LEVELS)[number];

export const isLevel = (value: unknown): value is Level => LEVELS.includes(value as Level);

const ABOVE: Readonly<Partial<Record<Level, Level>>> = {
  institute: 'center',
  station: 'institute',
  point: 'station',
  base: 'center',
  post: 'station',
};
const BELOW: Readonly<Partial<Record<Level, Level>>> = { center: 'institute', institute: 'station' };

/** The level above or below; undefined where there is none. */
export const nextLevel = (level: Level, to: 'up' | 'down'): Level | undefined => (to === 'up' ? ABOVE : BELOW)[level];
