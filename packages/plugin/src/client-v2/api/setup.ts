import { get, post } from './request';

/** `GET sidanSetup:status`. */
export interface SetupStatus {
  version: string;
  /** Each says in words whether one thing works. */
  checks: { key: string; label: string; ok: boolean; detail?: string }[];
  pages: { key: string; title: string; state: 'present' | 'removed' | 'absent' }[];
}

export const setupStatus = () => get<SetupStatus>('sidanSetup:status');

export const restorePage = (key: string) => post<{ key: string }>('sidanSetup:restorePage', { data: { key } });
