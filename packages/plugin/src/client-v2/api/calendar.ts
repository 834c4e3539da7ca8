import type { WorkCalendar, WorkCalendarSetting } from '../../api/types';
import { get, post } from './request';

export type { WorkCalendar } from '../../api/types';

export const workCalendar = (regionCode: string) => get<WorkCalendar>('sidanSetup:calendar', { regionCode });

export const saveCalendar = (setting: WorkCalendarSetting & { regionCode: string }) =>
  post<WorkCalendar>('sidanSetup:saveCalendar', { data: setting });
