import type { RuleTitle } from '../../api/types';
import { get } from './request';

let titles: Promise<Map<string, string>> | undefined;

const keyOf = (pack: string, rule: string) => `${pack}/${rule}`;

/** The title of a points rule in the reader's language; the rules are few and read once. */
export async function ruleTitle(pack: string, rule: string): Promise<string | undefined> {
  titles ??= get<{ rows: RuleTitle[] }>('sidanLedger:rules').then(
    ({ rows }) => new Map(rows.map((row) => [keyOf(row.pack, row.rule), row.title])),
  );
  titles.catch(() => (titles = undefined));
  return (await titles).get(keyOf(pack, rule));
}
