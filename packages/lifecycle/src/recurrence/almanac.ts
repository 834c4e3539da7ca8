/**
 * Festivals of the lunar calendar and the 24 solar terms, on the astronomical tables of lunar-typescript. Only its whole numbers are used: year, month and day go in
 * and come out, no clock and no zone of the process.
 */
import { LunarYear, Solar } from 'lunar-typescript';
import type { LocalDate } from '../clock/holidays';

/** A day of the month that is its last, the 29th or the 30th. */
const LAST = -1;

/** 农历节日：month and day of the lunar year; `LAST` for its last day. A leap month repeats no festival. */
export const FESTIVALS = {
  /** 春节 */ springFestival: [1, 1],
  /** 元宵节 */ lantern: [1, 15],
  /** 龙抬头 */ dragonHead: [2, 2],
  /** 三月三 */ doubleThird: [3, 3],
  /** 端午节 */ dragonBoat: [5, 5],
  /** 七夕 */ doubleSeventh: [7, 7],
  /** 中元节 */ ghost: [7, 15],
  /** 中秋节 */ midAutumn: [8, 15],
  /** 重阳节 */ doubleNinth: [9, 9],
  /** 腊八 */ laba: [12, 8],
  /** 小年, as it is kept in the north */ littleYearNorth: [12, 23],
  /** 小年, as it is kept in the south */ littleYearSouth: [12, 24],
  /** 除夕 */ newYearsEve: [12, LAST],
} as const satisfies Record<string, readonly [month: number, day: number]>;

export type Festival = keyof typeof FESTIVALS;

/** 二十四节气 in the order of a calendar year, two in each month. */
export const SOLAR_TERMS = [
  'lesserCold',
  'greaterCold',
  'springBegins',
  'rainWater',
  'insectsWake',
  'springEquinox',
  'pureBrightness',
  'grainRain',
  'summerBegins',
  'grainFull',
  'grainInEar',
  'summerSolstice',
  'lesserHeat',
  'greaterHeat',
  'autumnBegins',
  'heatEnds',
  'whiteDew',
  'autumnEquinox',
  'coldDew',
  'frostDescends',
  'winterBegins',
  'lesserSnow',
  'greaterSnow',
  'winterSolstice',
] as const;

export type SolarTerm = (typeof SOLAR_TERMS)[number];

/** The library counts from 冬至 of the year before: 小寒 is its third. */
const FIRST_TERM = 2;

interface Almanac {
  festivals: Readonly<Record<Festival, LocalDate>>;
  terms: Readonly<Record<SolarTerm, LocalDate>>;
}

const made = new Map<number, Almanac>();
const KEPT_MAX = 300;

/**
 * The festivals of a lunar year (春节 of 2026 is in February 2026, its 除夕 in February 2027) and the solar terms of a calendar year, by the meridian of 120° east as the
 * almanac has them. Years from 1900 to 2200.
 */
export function almanac(year: number): Almanac {
  const known = made.get(year);
  if (known) return known;
  const lunar = LunarYear.fromYear(year);
  const festival = ([month, day]: readonly [number, number]) => {
    const found = lunar.getMonth(month)!;
    return dateOf(found.getFirstJulianDay() + (day === LAST ? found.getDayCount() : day) - 1);
  };
  const days = lunar.getJieQiJulianDays();
  const fresh: Almanac = {
    festivals: mapped(Object.keys(FESTIVALS) as Festival[], (name) => festival(FESTIVALS[name])),
    terms: mapped(SOLAR_TERMS, (name) => dateOf(days[FIRST_TERM + SOLAR_TERMS.indexOf(name)]!)),
  };
  if (made.size >= KEPT_MAX) made.clear();
  made.set(year, fresh);
  return fresh;
}

const mapped = <K extends string>(names: readonly K[], of: (name: K) => LocalDate): Record<K, LocalDate> =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<K, LocalDate>;

const dateOf = (julianDay: number): LocalDate => Solar.fromJulianDay(julianDay).toYmd();
