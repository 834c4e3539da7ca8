/** 爱心超市：rewards, where they are handed over, and redemptions. */

export type OutletKind = 'site' | 'merchant' | 'vending';
export type RewardKind = 'goods' | 'service' | 'benefit';

/** Where rewards are handed over. */
export interface OutletView {
  id: string;
  name: string;
  kind: OutletKind;
  /** In the caller's language. */
  kindName: string;
  address?: string;
  phone?: string;
  /** When it is open, in words. */
  open?: string;
  /** Whether goods are brought home from there. */
  delivers: boolean;
  /** Whether who is there takes it out by themselves. */
  selfService: boolean;
}

/** A reward, and whether the caller may have it. */
export interface RewardView {
  id: string;
  name: string;
  kind: RewardKind;
  kindName: string;
  /** Address of a picture. */
  photo?: string;
  description?: string;
  /** What one costs the caller by the rules in force, in `unit`; the price on the label where no rule is meant for them. */
  price: number;
  unit: string;
  mayHave: boolean;
  /** Why not, in the caller's language. */
  reasons: string[];
  needsApproval: boolean;
  /** Whether one may redeem it for anybody, by name. */
  forOthers: boolean;
  /** Whether one may not have it for oneself. */
  forOthersOnly: boolean;
  /** At most so many for one person, and how many the caller has had; `words` says it. */
  limit?: { count: number; used: number; words: string };
  /** What it is like where it is brought home; left out where no outlet does that. */
  delivery?: { price: number; mayHave: boolean; reasons: string[] };
  /** The last day of a campaign. */
  until?: string;
  /** Where there is any of it. */
  stocks: { outletId: string; quantity: number }[];
}

/** `GET sidanShop:goods` (signed in): `outletId` for what is to be had there, `recipientId` for what one may have for them. */
export interface ShopView {
  /** What can be spent of the account from which most of what is offered is paid: the caller's points, unless the rules say another. */
  balance: number;
  /** Set aside of it for what is to be collected. */
  held: number;
  unit: string;
  /** Whose it is, where it is that of the caller's household; in the caller's language. */
  account?: string;
  outlets: OutletView[];
  rewards: RewardView[];
  /** For whom the caller may redeem by their name in the book: their household, and whom they have served within a year. */
  recipients: RecipientView[];
}

/** Somebody for whom one may redeem. */
export interface RecipientView {
  id: string;
  /** Partly hidden of who is not of the household. */
  name: string;
  /** What they are to the head of the household, or that they were served; in the caller's language. */
  relation: string;
}

/** `POST sidanRedemptions:request`. */
export interface RedemptionRequest {
  rewardId: string;
  outletId: string;
  /** 1 where nothing is said. */
  quantity?: number;
  /** For somebody else: one of `recipients`; for staff, anybody in the book. */
  beneficiaryId?: string;
  /** For somebody else, by name only: of them rules know nothing. */
  beneficiaryName?: string;
  /** 送货上门：where to, and whom to call; left out by who comes for it. */
  delivery?: { address: string; phone: string };
  /** 自助领取：who is there takes it out at once; refused where the outlet has no self-service. */
  takeNow?: boolean;
  /** In another's name: staff with an office over the outlet's place, or their guardian. */
  personId?: string;
}

export type Handover = 'pickup' | 'delivery';

/** 送货上门：in a redemption's own page whole for whose it is, and for whoever brings it while it is to be brought. */
export interface DeliveryView {
  address: string;
  phone: string;
  /** Who brings it. */
  carrier?: string;
  /** Who signed for it. */
  signedBy?: string;
}

/** A redemption in a list. */
export interface RedemptionLine {
  id: string;
  redemptionNo: string;
  rewardName: string;
  photo?: string;
  quantity: number;
  price: number;
  unit: string;
  state: string;
  stateName: string;
  outletName: string;
  beneficiaryName?: string;
  /** Where it is brought to: partly hidden in lists. */
  delivery?: DeliveryView;
  requestedAt: string;
  /** When it has to be collected, or until when it may be returned. */
  dueAt?: string;
  collectedAt?: string;
  /** Events that the caller may send now. */
  allowed: string[];
}

/** `GET sidanRedemptions:detail`, and the answer to every event. */
export interface RedemptionDetail extends RedemptionLine {
  outletAddress?: string;
  outletOpen?: string;
  /** The pick-up code: for whose it is, while it can be used. */
  code?: string;
  /** Why it costs what it costs, in a sentence. */
  sentence?: string;
  /** Given back where it is returned in time. */
  refund?: number;
  /** Whose it is: for staff and at the counter, partly hidden. */
  personName?: string;
  /** The reader has it at a counter, or brings it to a door. */
  atCounter?: boolean;
  story: { at: string; words: string; by?: string; reason?: string }[];
}

/** `POST sidanRedemptions:find`, body `{ code }`: what is to be handed over for a code, at the caller's counter. */
export interface CodeFound {
  redemption: RedemptionDetail;
}

/** `GET sidanShop:counter`: the counters that the caller keeps, what is to be delivered from there, and what was handed over last. */
export interface CounterView {
  outlets: OutletView[];
  /** What is to be delivered from there or is on its way, the most urgent first. */
  deliveries: RedemptionLine[];
  recent: RedemptionLine[];
}

/** `POST sidanStocks:adjust`: `add` 入库 (less than nothing: taken out), or `count` 盘点: so many are there; `lowAt`: from so many on it runs low. */
export interface StockMove {
  rewardId: string;
  outletId: string;
  add?: number;
  count?: number;
  lowAt?: number | null;
  /** 事由：why, for the log. */
  note?: string;
}

/** 期初、入库、出库、盘点、兑换（预留）、取消退回、退货. */
export type StockMoveKind = 'opening' | 'add' | 'remove' | 'count' | 'take' | 'giveBack' | 'return';

/** `GET sidanStocks:log`: a change of a stock. */
export interface StockLogLine {
  seq: number;
  kind: StockMoveKind;
  /** In the caller's language. */
  kindName: string;
  change: number;
  left: number;
  /** Whoever keeps the stock. */
  by?: string;
  note?: string;
  /** The redemption that did it. */
  redemptionNo?: string;
  at: string;
}

export interface StockLine {
  id: string;
  rewardId: string;
  outletId: string;
  rewardName: string;
  outletName: string;
  quantity: number;
  lowAt?: number;
  low: boolean;
}
