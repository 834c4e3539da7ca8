import type { PackActivated, PackList, PackPreview, PackProblem, PackSimulation, PackUploaded } from '../../api/types';
import { host } from '../app';
import { get, newKey, post, problemOf, type Problem } from './request';

export type {
  PackActivation,
  PackChanged,
  PackList,
  PackPreview,
  PackProblem,
  PackSimulation,
  PackVersion,
} from '../../api/types';

/** A refusal of a pack with everything that is wrong with it. */
export interface PackRefusal extends Problem {
  problems: PackProblem[];
}

export const packList = () => get<PackList>('sidanPacks:list');

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

export const simulatePack = (versionId: string, from: string, to: string) =>
  post<PackSimulation>('sidanPacks:simulate', { data: { versionId, from, to } });

export interface PackDecision {
  effectiveFrom?: string;
  reason: string;
}

export const activatePack = (versionId: string, decision: PackDecision) =>
  post<PackActivated>('sidanPacks:activate', { data: { versionId, ...decision }, key: newKey() });

export const rollbackPack = (regionCode: string, decision: PackDecision) =>
  post<PackActivated>('sidanPacks:rollback', { data: { regionCode, ...decision }, key: newKey() });
