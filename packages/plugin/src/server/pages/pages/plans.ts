import { block } from '../nodes';
import type { PageBuilder } from '../types';

export const plans: PageBuilder = () => ({
  key: 'plans',
  icon: 'ScheduleOutlined',
  roles: ['countyAdmin', 'siteManager'],
  tabs: [{ key: 'plans', rows: [[[block('sidan-plans', 'SidanPlanBlockModel')]]] }],
});
