import { block } from '../nodes';
import type { PageBuilder } from '../types';

export const findings: PageBuilder = () => ({
  key: 'findings',
  icon: 'AuditOutlined',
  roles: ['countyAdmin'],
  tabs: [{ key: 'findings', rows: [[[block('sidan-findings', 'SidanFindingBlockModel')]]] }],
});
