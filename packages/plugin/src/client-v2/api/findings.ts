import type { FindingDesk } from '../../api/types';
import { get, post, problemOf } from './request';

export type { FindingCase, FindingDesk, FindingRow } from '../../api/types';

export const PAGE_SIZE = 20;

/** Of the first county of the reader's where none is named. */
export const findings = (list: FindingDesk['list'], page: number, regionCode?: string) =>
  get<FindingDesk>('sidanFindings:desk', { list, page, pageSize: PAGE_SIZE, ...(regionCode ? { regionCode } : {}) });

export type Verdict = 'dismissed' | 'upheld' | 'granted' | 'refused';

/** Decides on a finding, or on the appeal against what was decided. What is wrong, in words; nothing when it is done. Never throws. */
export async function decideFinding(id: string, decision: Verdict, reason: string): Promise<string[]> {
  const action = decision === 'granted' || decision === 'refused' ? 'answer' : 'decide';
  try {
    await post(`sidanFindings:${action}?filterByTk=${id}`, { data: { decision, reason } });
    return [];
  } catch (error) {
    const { message, params } = problemOf(error);
    const problems = (params?.problems as { message?: string }[] | undefined) ?? [];
    const said = problems.flatMap((problem) => problem.message ?? []);
    return said.length ? said : [message];
  }
}
