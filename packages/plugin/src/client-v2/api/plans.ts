import type { PlanDesk, PlanDetail, PlanLine, PlanPreview, PlanRequest, PlanTimes } from '../../api/types';
import { get, post, problemOf } from './request';

export type {
  PlanDesk,
  PlanDetail,
  PlanLine,
  PlanPreview,
  PlanRecurrence,
  PlanRequest,
  PlanTimes,
} from '../../api/types';

/** What the page is made of; of the first county of the reader's where none is named. */
export const planDesk = (regionCode?: string) => get<PlanDesk>('sidanPlans:desk', { regionCode });

export const plansOf = async (regionCode: string): Promise<PlanLine[]> =>
  (await get<{ rows: PlanLine[] }>('sidanPlans:overview', { regionCode })).rows;

export const planDetail = (id: string) => get<PlanDetail>('sidanPlans:detail', { filterByTk: id });

/** The next dates of a plan that is being drawn up. */
export const previewPlan = (regionCode: string, times: PlanTimes & { id?: string }) =>
  post<PlanPreview>('sidanPlans:preview', { data: { regionCode, ...times } });

/** What is wrong with a plan, by field; nothing when it was saved. Never throws. */
export interface PlanSaved {
  plan?: PlanDetail;
  message?: string;
  problems?: { field: string; message: string }[];
}

export async function savePlan(request: PlanRequest): Promise<PlanSaved> {
  try {
    return { plan: await post<PlanDetail>('sidanPlans:save', { data: request }) };
  } catch (error) {
    const { message, params } = problemOf(error);
    return { message, problems: (params?.problems as PlanSaved['problems']) ?? [] };
  }
}

export const switchPlan = (id: string, what: 'pause' | 'resume') =>
  post<PlanDetail>(`sidanPlans:${what}?filterByTk=${id}`, { data: {} });
