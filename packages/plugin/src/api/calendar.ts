/** 工作日历: in which hours and on which days a county's clocks count. */

/** A local time `HH:MM`; `24:00` ends a day. */
export interface OfficeHours {
  from: string;
  to: string;
}

/** Dates are `YYYY-MM-DD`. */
export interface WorkCalendarSetting {
  /** Ascending and apart. */
  officeHours: OfficeHours[];
  /** A name of the time zone database: `Asia/Shanghai`. */
  timeZone: string;
  /** Days off besides the nation's. */
  daysOff: string[];
  /** Days that are worked besides, whatever day of the week. */
  workdays: string[];
  /** Notices of the State Council entered by hand, by year: newer than the software. */
  years: Record<string, { holidays: string[]; workdays: string[] }>;
}

/** `GET sidanSetup:calendar?regionCode=…`; `POST sidanSetup:saveCalendar { regionCode, …setting }` answers the same. */
export interface WorkCalendar extends WorkCalendarSetting {
  regionCode: string;
  /** Of the county. */
  name: string;
  /** False: the county has set nothing, and the standard holds. */
  isOwn: boolean;
  /** This year, the next and those entered: from where their holidays are known. */
  known: { year: number; from: 'county' | 'software' | 'nowhere' }[];
}
