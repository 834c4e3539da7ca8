/**
 * The REST API as an OpenAPI 3.0 document: NocoBase's plugin api-doc takes it from `dist/swagger` and shows it beside those of the other plugins.
 * `schemas.json` is made from the types in `api/` (see `test/unit/swagger.test.ts`), the events come from `workflows/order.json`.
 */
import { eventPaths } from './events';
import { intakePaths } from './intake';
import { orderPaths } from './orders';
import { otherPaths } from './others';
import { packPaths } from './packs';
import { planPaths } from './plans';
import { bankPaths } from './bank';
import { campaignPaths } from './campaigns';
import { closePaths } from './closes';
import { emergencyPaths } from './emergencies';
import { certificatePaths } from './certificates';
import { findingPaths } from './findings';
import { lifecyclePaths } from './lifecycles';
import { settlementPaths } from './settlements';
import { shopPaths } from './shop';
import { transferPaths } from './transfers';
import schemas from './schemas.json';

const TAGS = {
  sidanOrders: 'Orders: each event of the lifecycle is an action',
  sidanOffers: 'Offers of orders to teams',
  sidanPortal: 'What the residents’ and volunteers’ web app asks for',
  sidanLedger: 'Points',
  sidanPacks: 'Rule packs',
  sidanLifecycles: 'Versions of the lifecycle',
  sidanIntake: 'Orders in another’s name',
  sidanImports: 'Spreadsheets of paper orders',
  sidanPlans: 'Plans that come round, and the orders made of them',
  sidanBank: 'The county’s bank: its statement, and the terms of accounts',
  sidanCloses: 'Closes of months',
  sidanEmergencies: 'Emergencies: declared for a time',
  sidanCertificates: 'Certificates of service records',
  sidanShop: 'The reward shop',
  sidanRedemptions: 'Redemptions',
  sidanSettlements: 'What merchants are paid',
  sidanStocks: 'Stock of the reward shop',
  sidanCampaigns: 'One-off campaigns',
  sidanCampaignEntries: 'What is handed in for campaigns',
  sidanTransfers: 'To one’s family, to funds, into other assets',
  sidanFindings: 'Hours that are looked at',
  sidanOpen311: 'Keys for other systems (Open311)',
  sidanPeople: 'People',
  sidanWorkbench: 'Workbench',
  sidanSetup: 'Setting up',
};

/** All paths, without the part that the host adds (`/api`). */
export const paths = {
  ...orderPaths(),
  ...eventPaths(),
  ...otherPaths(),
  ...packPaths(),
  ...lifecyclePaths(),
  ...intakePaths(),
  ...planPaths(),
  ...bankPaths(),
  ...campaignPaths(),
  ...closePaths(),
  ...emergencyPaths(),
  ...certificatePaths(),
  ...shopPaths(),
  ...transferPaths(),
  ...settlementPaths(),
  ...findingPaths(),
};

export default {
  info: { title: 'NocoBase API - Sidan plugin' },
  tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
  paths,
  components: { schemas },
};
