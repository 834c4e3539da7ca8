import { block, pageText } from '../nodes';
import type { PageBuilder } from '../types';

export const workbench: PageBuilder = () => ({
  key: 'workbench',
  icon: 'DashboardOutlined',
  roles: ['supervisor', 'countyAdmin', 'dispatcher', 'siteManager', 'assessor'],
  tabs: [
    {
      key: 'workbench',
      rows: [
        [[block('sidan-workbench-figures', 'SidanFiguresBlockModel', pageText('block.figuresTitle'))]],
        [[block('sidan-workbench-waiting', 'SidanWaitingBlockModel', pageText('block.waitingTitle'))]],
      ],
    },
  ],
});
