/** What is known of somebody's age and sex, and from where. */

export type Sex = 'female' | 'male';

export interface Born {
  /** `YYYY-MM-DD`. */
  birthDate?: string;
  sex?: Sex;
}

/** What an identity number says of whose it is (GB 11643): the day of birth, and the sex by its last but one digit. Nothing where it holds no day. */
export function saidByIdNo(idNo: string): Born {
  const [, year, month, day, sign] = /^\d{6}(\d{4})(\d{2})(\d{2})\d{2}(\d)[\dX]$/i.exec(idNo.trim()) ?? [];
  const birthDate = `${year}-${month}-${day}`;
  if (!isDay(birthDate)) return {};
  return { birthDate, sex: Number(sign) % 2 ? 'male' : 'female' };
}

/** Whether it is a day that the calendar has. */
export function isDay(value: string): boolean {
  const moment = new Date(`${value}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
}

/** 周岁: whole years on a day, `YYYY-MM-DD`. Who was born on 29 February is a year older on 1 March where there is no such day. Undefined before birth. */
export function ageOn(birthDate: string, day: string): number | undefined {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);
  return years >= 0 ? years : undefined;
}
