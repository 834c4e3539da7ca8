import type { ImportLine, ImportStarted, ImportView, Page } from '../../api/types';
import { host, t } from '../app';
import { get, post, problemOf, saveFile, type Problem } from './request';

export type { ImportLine, ImportView } from '../../api/types';

/** Each thing that is wrong with a file, in words. */
export interface FileRefusal extends Problem {
  reasons: string[];
}

export const imports = (page: number, pageSize: number) =>
  get<Page<ImportLine>>('sidanImports:mine', { page, pageSize });

export const importProgress = (id: string) => get<ImportView>('sidanImports:progress', { filterByTk: id });

export const stopImport = (id: string) => post<{ id: string }>(`sidanImports:stop?filterByTk=${id}`);

/** @throws FileRefusal */
export async function sendSheet(file: File): Promise<ImportStarted> {
  const form = new FormData();
  form.append('file', file);
  try {
    const answer = await host().apiClient.request({
      url: 'sidanImports:start',
      method: 'post',
      data: form,
      skipNotify: true,
    });
    return (answer.data as { data: ImportStarted }).data;
  } catch (error) {
    throw refusalOf(error);
  }
}

interface Said {
  title?: string;
  message?: string;
}

function refusalOf(error: unknown): FileRefusal {
  const { response } = error as { response?: { data?: { errors?: { params?: { problems?: Said[] } }[] } } };
  const problems = response?.data?.errors?.[0]?.params?.problems ?? [];
  return {
    ...problemOf(error),
    reasons: problems.map(({ title, message = '' }) =>
      title ? t('api.sheet.reason', { title, problem: message }) : message,
    ),
  };
}

export const saveTemplate = (name: string) => saveFile('sidanImports:template', {}, name);
export const saveResult = (id: string, name: string) => saveFile('sidanImports:result', { filterByTk: id }, name);
