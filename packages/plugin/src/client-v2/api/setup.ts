import type { HealthCheck, HealthLevel } from '../../api/types';
import { get, list, post } from './request';

/** `GET sidanSetup:status`. */
export interface SetupStatus {
  version: string;
  /** The worst of `checks`. */
  level: HealthLevel;
  /** Each says in words whether one thing works. */
  checks: HealthCheck[];
  pages: { key: string; title: string; state: 'present' | 'removed' | 'absent' }[];
}

export interface County {
  regionCode: string;
  name: string;
  centerName: string;
  phone?: string;
}

export const setupStatus = () => get<SetupStatus>('sidanSetup:status');

export const restorePage = (key: string) => post<{ key: string }>('sidanSetup:restorePage', { data: { key } });

export async function firstCounty(): Promise<County | null> {
  const { rows } = await list<County>('sidanCounties', {
    fields: ['regionCode', 'name', 'centerName', 'phone'],
    sort: ['createdAt'],
    pageSize: 1,
  });
  return rows[0] ?? null;
}

export const setUpCounty = (county: County & { towns: { code: string; name: string }[] }) =>
  post<{ regionCode: string }>('sidanSetup:county', { data: county });
