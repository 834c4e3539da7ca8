import type {
  CampaignCorrection,
  CampaignDesk,
  CampaignEntered,
  CampaignEntries,
  CampaignFound,
  CampaignHandedIn,
  CampaignReward,
} from '../../api/types';
import { get, post } from './request';

export type { CampaignDesk, CampaignEntered, CampaignEntryLine, CampaignLine, CampaignPerson } from '../../api/types';

/** Of the first county of the reader's where none is named. */
export const campaignDesk = (regionCode?: string) =>
  get<CampaignDesk>('sidanCampaigns:desk', regionCode ? { regionCode } : {});

export const findPeople = async (regionCode: string, search: string) =>
  (await post<CampaignFound>('sidanCampaigns:find', { data: { regionCode, search } })).rows;

export const campaignEntries = (campaignId: string, search: string, after?: string) =>
  get<CampaignEntries>('sidanCampaignEntries:lines', {
    campaignId,
    ...(search ? { search } : {}),
    ...(after ? { after } : {}),
  });

export const previewHandedIn = (data: CampaignHandedIn) =>
  post<CampaignReward>('sidanCampaignEntries:preview', { data });

/** The key is the form's: pressed again after a broken line, it is the same entry. */
export const enterHandedIn = (data: CampaignHandedIn, key: string) =>
  post<CampaignEntered>('sidanCampaignEntries:enter', { data, key });

export const correctHandedIn = (id: string, data: CampaignCorrection, key: string) =>
  post<CampaignEntered>(`sidanCampaignEntries:correct?filterByTk=${id}`, { data, key });
