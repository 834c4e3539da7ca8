import { block } from '../nodes';
import type { PageBuilder } from '../types';

export const imports: PageBuilder = () => ({
  key: 'imports',
  icon: 'ImportOutlined',
  roles: ['countyAdmin', 'dispatcher', 'siteManager'],
  tabs: [{ key: 'imports', rows: [[[block('sidan-imports', 'SidanImportBlockModel')]]] }],
});
