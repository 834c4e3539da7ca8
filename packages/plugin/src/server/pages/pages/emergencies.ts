import { block } from '../nodes';
import type { PageBuilder } from '../types';

export const emergencies: PageBuilder = () => ({
  key: 'emergencies',
  icon: 'AlertOutlined',
  roles: ['countyAdmin'],
  tabs: [{ key: 'emergencies', rows: [[[block('sidan-emergencies', 'SidanEmergencyBlockModel')]]] }],
});
