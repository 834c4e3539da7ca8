/**
 * The REST API as an OpenAPI 3.0 document: NocoBase's plugin api-doc takes it from `dist/swagger` and shows it beside those of the other plugins.
 * `schemas.json` is made from the types in `api/` (see `test/unit/swagger.test.ts`), the events come from `workflows/order.json`.
 */
import { eventPaths } from './events';
import { orderPaths } from './orders';
import { otherPaths } from './others';
import { packPaths } from './packs';
import schemas from './schemas.json';

const TAGS = {
  sidanOrders: 'Orders: each event of the lifecycle is an action',
  sidanOffers: 'Offers of orders to teams',
  sidanPortal: 'What the residents’ and volunteers’ web app asks for',
  sidanLedger: 'Points',
  sidanPacks: 'Rule packs',
  sidanPeople: 'People',
  sidanWorkbench: 'Workbench',
  sidanSetup: 'Setting up',
};

/** All paths, without the part that the host adds (`/api`). */
export const paths = { ...orderPaths(), ...eventPaths(), ...otherPaths(), ...packPaths() };

export default {
  info: { title: 'NocoBase API - Sidan plugin' },
  tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
  paths,
  components: { schemas },
};
