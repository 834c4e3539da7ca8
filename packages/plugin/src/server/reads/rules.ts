import type { RuleTitle } from '../../api/types';
import type { PackRef } from '../packs';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** Versions of which titles are told: a decision of an older one shows its own name. */
const VERSIONS_MAX = 200;

/** Titles of every rule that was ever in force here, those of newer versions first. */
export async function ruleTitles(sidan: Sidan, q: Connection, lang: string): Promise<RuleTitle[]> {
  const { rows } = await q.query<PackRef>(
    sidan.write(`
      select a.[packName] as pack, a.[packVersion] as "packVersion" from {sidanPackActivations} a
       where a.[packVersion] is not null group by 1, 2 order by max(a.[at]) desc limit ${VERSIONS_MAX}`),
  );
  return (await sidan.packs.words(q, lang, '0', rows)).titles();
}
