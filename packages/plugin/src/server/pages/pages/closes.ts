import { block } from '../nodes';
import type { PageBuilder } from '../types';

/** 月结: closes the months of a county, and shows what came of them. */
export const closes: PageBuilder = () => ({
  key: 'closes',
  icon: 'CalendarOutlined',
  roles: ['countyAdmin'],
  tabs: [{ key: 'closes', rows: [[[block('sidan-closes', 'SidanCloseBlockModel')]]] }],
});
