import type { RuleTitle } from '../../api/types';
import { get } from './request';

let rules: Promise<RuleTitle[]> | undefined;

/** The points rules by their titles in the reader's language; they are few and read once. */
async function known(): Promise<RuleTitle[]> {
  rules ??= get<{ rows: RuleTitle[] }>('sidanLedger:rules').then(({ rows }) => rows);
  rules.catch(() => (rules = undefined));
  return rules;
}

export const ruleTitle = async (pack: string, rule: string) =>
  (await known()).find((one) => one.pack === pack && one.rule === rule)?.title;

export const packTitle = async (pack: string) => (await known()).find((one) => one.pack === pack)?.packTitle;
