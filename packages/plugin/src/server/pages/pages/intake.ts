import { block } from '../nodes';
import type { PageBuilder } from '../types';

export const intake: PageBuilder = () => ({
  key: 'intake',
  icon: 'PhoneOutlined',
  roles: ['dispatcher', 'siteManager', 'countyAdmin'],
  tabs: [{ key: 'intake', rows: [[[block('sidan-intake', 'SidanIntakeBlockModel')]]] }],
});
