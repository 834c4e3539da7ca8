/** 商户结算单: made once for a month and merchant (`make.ts`), confirmed by the merchant and paid by the county (`pay.ts`). docs/shop.md. */
export { settlementFile } from './file';
export { makeSettlements } from './make';
export { confirmSettlement, paySettlement } from './pay';
export { mySettlements, settlementDesk, settlementSheet } from './view';
