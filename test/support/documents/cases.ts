import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A case of a pack (`cases/*.json`): what happens, and what the document says of it. */
export interface DocumentCase {
  name: string;
  at: string;
  facts: Record<string, string | number | boolean>;
  history?: {
    postings?: { at: string; asset: string; amount: number }[];
    redemptions?: { asset: string; amount: number }[];
    reviews?: { at: string; entry: string; reviewer: string; verdict: string }[];
  };
  expect: {
    postings?: { rule: string; amount: number; expires?: string }[];
    redemptions?: { rule: string; cost?: number; allowed: boolean }[];
    overflow?: { do: string; fund?: string; amount: number }[];
  };
}

export function casesOf(folder: string): DocumentCase[] {
  const root = join(__dirname, '..', '..', '..', 'examples', 'packs', folder, 'cases');
  return readdirSync(root).flatMap(
    (file) => (JSON.parse(readFileSync(join(root, file), 'utf8')) as { cases: DocumentCase[] }).cases,
  );
}

/** The moment of a case, on a county's own clock; those that name a day only happen at ten in the morning. */
export const momentOf = ({ at }: DocumentCase): string =>
  at.includes('T') ? `${at}:00+08:00` : `${at}T10:00:00+08:00`;

export const minutesBefore = (moment: string, minutes: number): string =>
  new Date(Date.parse(moment) - minutes * 60_000).toISOString();
