import type { Say } from '../reads/reader';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { NATION } from './regions';

/** Somebody's language: texts by their keys, as the host says them, and as they were shipped for what puts sentences together. */
export interface Speaking {
  lang: string;
  texts: Readonly<Record<string, string>>;
  say: Say;
}

/** Names of regions by their codes; one that no table names is called by its code. */
export async function regionNames(
  sidan: Pick<Sidan, 'write'>,
  q: Connection,
  codes: readonly string[],
  { lang, say }: Pick<Speaking, 'lang' | 'say'>,
): Promise<(code: string) => string> {
  const { rows } = await q.query<{ code: string; name: string; nameEn: string | null }>(
    sidan.write(`select [code] as code, [name] as name, [nameEn] as "nameEn" from {sidanRegions} where [code] = any($1::text[])
                 union select [regionCode], [name], null from {sidanCounties} where [regionCode] = any($1::text[])`),
    [[...new Set(codes)]],
  );
  return (code) => {
    const found = rows.find((region) => region.code === code);
    return (
      (lang.startsWith('en') ? found?.nameEn : undefined) ??
      found?.name ??
      (code === NATION ? say('rules.layer.national') : code)
    );
  };
}

/** Titles of packs by their names, of the version that came last in the list. */
export function titlesOf(
  versions: readonly { name: string; title: Readonly<Record<string, string>> }[],
  lang: string,
): (name: string) => string {
  const titles = new Map(versions.map(({ name, title }) => [name, title[lang] ?? title['zh-CN'] ?? name]));
  return (name) => titles.get(name) ?? name;
}
