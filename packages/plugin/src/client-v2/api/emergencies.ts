import type { EmergencyOverview, EmergencyRequest } from '../../api/types';
import { get, post, problemOf } from './request';

export type { EmergencyLine, EmergencyOverview, EmergencyRequest } from '../../api/types';

/** Of the first county of the reader's where none is named. */
export const emergencies = (regionCode?: string) =>
  get<EmergencyOverview>('sidanEmergencies:overview', regionCode ? { regionCode } : {});

/** The page as it is afterwards, or what is wrong, by field. Never throws. */
export interface EmergencyDone {
  page?: EmergencyOverview;
  message?: string;
  problems?: { field: string; message: string }[];
}

const done = async (action: string, data: object): Promise<EmergencyDone> => {
  try {
    return { page: await post<EmergencyOverview>(action, { data }) };
  } catch (error) {
    const { message, params } = problemOf(error);
    return { message, problems: (params?.problems as EmergencyDone['problems']) ?? [] };
  }
};

export const startEmergency = (request: EmergencyRequest) => done('sidanEmergencies:start', request);

export const prolongEmergency = (id: string, change: { endsAt: string; reason: string }) =>
  done(`sidanEmergencies:prolong?filterByTk=${id}`, change);

export const endEmergency = (id: string, reason: string) => done(`sidanEmergencies:end?filterByTk=${id}`, { reason });
