/** The default pages, one a file or so, in the order of the menu. A new page is a new file and one line here. */
import type { PageBuilder, PageKey } from '../types';
import { bank } from './bank';
import { campaigns } from './campaigns';
import { catalogues, services, sites, volunteers } from './catalogues';
import { certificates } from './certificates';
import { closes } from './closes';
import { dispatch } from './dispatch';
import { emergencies } from './emergencies';
import { families } from './families';
import { findings } from './findings';
import { imports } from './imports';
import { intake } from './intake';
import { offices } from './offices';
import { orders } from './orders';
import { people } from './people';
import { plans } from './plans';
import { points } from './points';
import { shop } from './shop';
import { teams } from './teams';
import { workbench } from './workbench';

export const PAGES: Record<PageKey, PageBuilder> = {
  workbench,
  orders,
  dispatch,
  intake,
  imports,
  plans,
  emergencies,
  certificates,
  teams,
  volunteers,
  services,
  catalogues,
  points,
  bank,
  closes,
  shop,
  campaigns,
  families,
  findings,
  sites,
  people,
  offices,
};
export { OPEN_ORDER, ORDERS_TABLE } from './orders';
