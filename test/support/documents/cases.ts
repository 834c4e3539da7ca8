import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A case of a pack (`cases/*.json`): what happens, and what the document says of it. */
export interface DocumentCase {
  name: string;
  at: string;
  event?: string;
  facts: Record<string, string | number | boolean>;
  history?: {
    postings?: { at: string; asset: string; amount: number }[];
    redemptions?: { at?: string; asset: string; amount: number }[];
    attendances?: { at: string; minutes: number }[];
    pickups?: { code: string }[];
    reviews?: { at: string; entry: string; reviewer: string; verdict: string }[];
  };
  expect: {
    postings?: { rule: string; amount: number; expires?: string; redeemableFrom?: string }[];
    redemptions?: { rule: string; cost?: number; allowed: boolean }[];
    overflow?: { do: string; fund?: string; amount: number }[];
    dispatch?: { eligible: boolean; reasons?: string[] };
    flags?: { rule: string }[];
  };
}

/** What the product made of a case. */
export interface Came {
  postings: { rule: string; amount: number; expires?: string; redeemableFrom?: string }[];
  /** What was asked for: its cost in the asset's own unit, as it stands in the book. */
  redemptions: { rule: string; cost: number; allowed: boolean }[];
  /** What went to a fund, because a limit was reached. */
  donated: { fund: string; amount: number }[];
  refused?: string;
  /** What people are to look at, or hear of. */
  flags?: string[];
  /** Whether they were let serve, and by which rules not. */
  dispatch?: { eligible: boolean; reasons?: string[] };
}

export const NOTHING: Came = { postings: [], redemptions: [], donated: [] };

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
