import type {
  PackActivated,
  PackList,
  PackPreview,
  PackProblem,
  PackRules,
  PackSimulation,
  PackUploaded,
  PackVersion,
} from '../../api/types';
import { host } from '../app';
import { get, post, problemOf, type Problem } from './request';

export type {
  PackActivation,
  PackAsset,
  PackChanged,
  PackKept,
  PackKey,
  PackList,
  PackPreview,
  PackProblem,
  PackRule,
  PackRuleOff,
  PackRules,
  PackSimulation,
  PackVersion,
} from '../../api/types';

/** A refusal of a pack with everything that is wrong with it. */
export interface PackRefusal extends Problem {
  problems: PackProblem[];
}

export const packList = () => get<PackList>('sidanPacks:list');

export type CountyChoice = PackList['counties'][number];

/** The counties that the caller keeps. */
export const keptCounties = async (): Promise<CountyChoice[]> => (await packList()).counties;

/** @throws PackRefusal */
export async function uploadPack(file: Blob): Promise<PackUploaded> {
  const form = new FormData();
  form.append('file', file);
  try {
    const answer = await host().apiClient.request({
      url: 'sidanPacks:upload',
      method: 'post',
      data: form,
      skipNotify: true,
    });
    return (answer.data as { data: PackUploaded }).data;
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): PackRefusal {
  const { response } = error as { response?: { data?: { errors?: { params?: { problems?: PackProblem[] } }[] } } };
  const found = response?.data?.errors?.[0]?.params?.problems ?? [];
  return { ...problemOf(error), problems: found.filter(({ cause }) => cause) };
}

export const previewPack = (versionId: string) => post<PackPreview>('sidanPacks:preview', { data: { versionId } });

/** What may be spent in the period, by asset, in its own unit. */
export type Budget = Record<string, number>;

/** Over the events of the county that the version is of, or within; of the caller's own where it is wider. */
export const simulatePack = ({ id, regionCode }: PackVersion, from: string, to: string, budget: Budget) =>
  post<PackSimulation>('sidanPacks:simulate', {
    data: { versionId: id, regionCode: /^\d{6}/.exec(regionCode)?.[0], from, to, budget },
  });

/** The rules of a region on a day; of the caller's own county, today, where nothing is given. */
export const packRules = (regionCode: string | undefined, on: string) =>
  get<PackRules>('sidanPacks:rules', { regionCode, on });

export interface PackDecision {
  effectiveFrom?: string;
  reason: string;
}

type Decided = { versionId: string } | { regionCode: string; packName: string };

/** @throws PackRefusal */
export async function decidePack(
  deed: 'activate' | 'off' | 'rollback',
  decision: PackDecision & Decided,
  key: string,
): Promise<PackActivated> {
  try {
    const answer = await host().apiClient.request({
      url: `sidanPacks:${deed}`,
      method: 'post',
      data: decision,
      headers: { 'Idempotency-Key': key },
      skipNotify: true,
    });
    return (answer.data as { data: PackActivated }).data;
  } catch (error) {
    throw refusalOf(error);
  }
}

export const trustKey = (name: string, publicKey: string) =>
  post<{ keyId: string }>('sidanPacks:trust', { data: { name, publicKey } });

export const distrustKey = (keyId: string) => post<{ keyId: string }>('sidanPacks:distrust', { data: { keyId } });

export const setPackPolicy = (untrusted: PackList['untrusted']) =>
  post<{ untrusted: string }>('sidanPacks:policy', { data: { untrusted } });
