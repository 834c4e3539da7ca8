/** The default pages, one a file or so, in the order of the menu. A new page is a new file and one line here. */
import type { PageBuilder, PageKey } from '../types';
import { services, sites, volunteers } from './catalogues';
import { dispatch } from './dispatch';
import { offices } from './offices';
import { orders } from './orders';
import { people } from './people';
import { points } from './points';
import { teams } from './teams';
import { workbench } from './workbench';

export const PAGES: Record<PageKey, PageBuilder> = {
  workbench,
  orders,
  dispatch,
  teams,
  volunteers,
  services,
  points,
  sites,
  people,
  offices,
};
export { OPEN_ORDER, ORDERS_TABLE } from './orders';
