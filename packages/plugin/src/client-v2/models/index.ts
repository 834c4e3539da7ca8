import type { FlowEngine } from '@nocobase/flow-engine';

/** One line a model. The names are stored in pages (`flowModels.use`): a renamed one leaves a hole in every page that has it. */
const amount = () => import('./amount');
const asset = () => import('./asset');
const blocks = () => import('./blocks');
const codes = () => import('./codes');
const figure = () => import('./figure');
const office = () => import('./office');
const owner = () => import('./owner');
const picture = () => import('./picture');
const rule = () => import('./rule');
const sealed = () => import('./sealed');
const state = () => import('./state');
const tags = () => import('./tags');
const user = () => import('./user');

const LOADERS = {
  SidanOrderBlockModel: blocks,
  SidanDispatchBlockModel: blocks,
  SidanBoardBlockModel: blocks,
  SidanFiguresBlockModel: blocks,
  SidanWaitingBlockModel: blocks,
  SidanImportBlockModel: blocks,
  SidanIntakeBlockModel: blocks,
  SidanPlanBlockModel: blocks,
  SidanEmergencyBlockModel: blocks,
  SidanCertificateBlockModel: blocks,
  SidanStockBlockModel: blocks,
  SidanFindingBlockModel: blocks,
  SidanCloseBlockModel: blocks,
  SidanBankBlockModel: blocks,
  SidanAccountsBlockModel: blocks,
  SidanSettlementBlockModel: blocks,
  SidanCampaignBlockModel: blocks,
  SidanAmountFieldModel: amount,
  SidanAssetFieldModel: asset,
  SidanAssetSelectFieldModel: asset,
  SidanCodeFieldModel: codes,
  SidanCodeSelectFieldModel: codes,
  SidanFigureFieldModel: figure,
  SidanOfficeSelectFieldModel: office,
  SidanOwnerFieldModel: owner,
  SidanPictureFieldModel: picture,
  SidanPictureInputFieldModel: picture,
  SidanRuleFieldModel: rule,
  SidanSealedFieldModel: sealed,
  SidanStateFieldModel: state,
  SidanStateSelectFieldModel: state,
  SidanTagsFieldModel: tags,
  SidanTagsInputFieldModel: tags,
  SidanUserFieldModel: user,
  SidanUserSelectFieldModel: user,
};

/** Makes our blocks and fields known to a lane. */
export function registerModels(engine: FlowEngine): void {
  engine.registerModelLoaders(Object.fromEntries(Object.entries(LOADERS).map(([name, loader]) => [name, { loader }])));
}
