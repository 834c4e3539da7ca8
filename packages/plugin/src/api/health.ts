/**
 * `reminder` 提醒: everything does its work, and somebody has something to do before it no longer does. `fault` 异常: something does not do its work, or
 * people get something wrong.
 */
export type HealthLevel = 'ok' | 'reminder' | 'fault';

/** One part, in words. */
export interface HealthCheck {
  key: string;
  level: HealthLevel;
  label: string;
  detail?: string;
}
