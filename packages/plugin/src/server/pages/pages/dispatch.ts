import { block } from '../nodes';
import type { PageBuilder } from '../types';

export const dispatch: PageBuilder = () => ({
  key: 'dispatch',
  icon: 'SendOutlined',
  roles: ['countyAdmin', 'dispatcher', 'siteManager'],
  tabs: [{ key: 'dispatch', rows: [[[block('sidan-dispatch-console', 'SidanDispatchBlockModel')]]] }],
});
