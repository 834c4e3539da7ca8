import type { LifecycleMigrated, LifecycleMigration, LifecycleVersions } from '../../api/types';
import { get, post } from './request';

export type { LifecycleMigrated, LifecycleMigration, LifecycleVersions } from '../../api/types';

export const lifecycleVersions = (regionCode: string) =>
  get<LifecycleVersions>('sidanLifecycles:versions', { regionCode });

/** State → state of the version in force, for states that it has not. */
export interface Moving {
  regionCode: string;
  from: string;
  mapping: Record<string, string>;
}

export const previewMigration = (moving: Moving) =>
  post<LifecycleMigration>('sidanLifecycles:previewMigration', { data: moving });

/** To be sent again while `left` is not 0. */
export const migrateOrders = (moving: Moving & { reason: string }) =>
  post<LifecycleMigrated>('sidanLifecycles:migrate', { data: moving });
