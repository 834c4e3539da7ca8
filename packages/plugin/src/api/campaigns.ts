/** 一次性活动: what is collected for some days, handed in at a stand, and what it gives. */

export interface CampaignLine {
  id: string;
  /** What rules know as `campaign.code`. */
  code: string;
  name: string;
  /** What is counted. */
  unit: string;
  /** `YYYY-MM-DD`; both days count. */
  startsOn: string;
  endsOn: string;
  /** Running, not begun, over, or switched off. */
  state: 'on' | 'early' | 'over' | 'off';
  /** How many people have an entry that stands. */
  people: number;
  entries: number;
  quantity: number;
  /** In the asset's own unit. */
  given: number;
  assetName: string;
  assetUnit: string;
  /** Most that it may give, and what is left of that; neither where nothing is said. */
  budget?: number;
  left?: number;
}

/** `GET sidanCampaigns:desk`: those that run first, then those to come, then the latest that are over. */
export interface CampaignDesk {
  regionCode: string;
  counties: { regionCode: string; name: string }[];
  campaigns: CampaignLine[];
}

/** `POST sidanCampaigns:find`: whoever is of the caller's area, by a whole name or a whole telephone number. */
export interface CampaignSearch {
  regionCode?: string;
  search: string;
}

export interface CampaignPerson {
  id: string;
  name: string;
  /** Partly hidden. */
  phone?: string;
  townName?: string;
  isVolunteer: boolean;
}

export interface CampaignFound {
  rows: CampaignPerson[];
}

/** `POST sidanCampaignEntries:preview` and `:enter`. */
export interface CampaignHandedIn {
  campaignId: string;
  personId: string;
  /** Whole, from 1 to 100,000. */
  quantity: number;
  note?: string;
}

/** What the rules give for it, in the asset's own unit, and why. */
export interface CampaignReward {
  amount: number;
  assetName: string;
  unit: string;
  reasons: string[];
  /** What is left of the budget before it is given. */
  left?: number;
}

export interface CampaignEntryLine {
  id: string;
  campaignId: string;
  name: string;
  quantity: number;
  /** Of what is counted. */
  unit: string;
  /** On the person's account, in the asset's own unit. */
  amount: number;
  assetUnit: string;
  at: string;
  enteredBy?: string;
  note?: string;
  status: 'stands' | 'void';
  /** Why it was put right last. */
  reason?: string;
  /** How often it has been put right. */
  revision: number;
  mayCorrect: boolean;
}

/** `GET sidanCampaignEntries:lines`: of one campaign in the caller's area, the newest first. */
export interface CampaignEntries {
  rows: CampaignEntryLine[];
  /** Where the next page begins; none after the last. */
  next?: string;
}

/** `POST sidanCampaignEntries:enter`, `:correct`: the entry as it is then, and what the rules said. */
export interface CampaignEntered {
  entry: CampaignEntryLine;
  campaign: CampaignLine;
  reasons: string[];
}

/** `POST sidanCampaignEntries:correct?filterByTk=…`: another quantity, or void; and why. */
export interface CampaignCorrection {
  quantity?: number;
  void?: boolean;
  reason: string;
}
