import type { CampaignFound } from '../../api/types';
import { checkClerk } from '../intake/clerk';
import { isPhone } from '../privacy/masks';
import { named, rowsOf, type Reader } from '../reads/reader';
import { codesOf, within } from './area';
import { IS_VOLUNTEER } from './person';

/** More of one name stand in no queue. */
const FOUND_MAX = 10;

interface PersonRow {
  id: string;
  name: string;
  phone: string | null;
  townName: string | null;
  townNameEn: string | null;
  isVolunteer: boolean;
}

/**
 * 查人：who of the caller's area is called so, or has that number. Whole ones only: somebody who stands there says both, and nobody leafs through the book.
 * @throws NOT_ALLOWED
 */
export async function findPeople(reader: Reader, regionCode: string, search: unknown): Promise<CampaignFound> {
  const { actor, lang, sidan } = reader;
  checkClerk(actor, regionCode);
  const asked = typeof search === 'string' ? search.trim() : '';
  if (!asked) return { rows: [] };
  const by = isPhone(asked) ? `p.[phoneIndex] = $2` : `p.[name] = $2`;
  const value = isPhone(asked) ? sidan.vault.index(asked) : asked;
  const rows = await rowsOf<PersonRow>(reader, people(by), [regionCode, value, codesOf(reader)]);
  return {
    rows: rows.map(({ id, name, phone, townName, townNameEn, isVolunteer }) => {
      const town = named(lang, townName, townNameEn);
      return { id, name, ...(phone ? { phone } : {}), ...(town ? { townName: town } : {}), isVolunteer };
    }),
  };
}

const people = (by: string) => `
select p.[id] as id, p.[name] as name, p.[phone] as phone, t.[name] as "townName", t.[nameEn] as "townNameEn", ${IS_VOLUNTEER} as "isVolunteer"
  from {sidanPeople} p left join {sidanRegions} t on t.[regionCode] = p.[regionCode] and t.[code] = p.[townCode]
 where p.[regionCode] = $1 and ${by} and ${within('p', '$3')} order by p.[createdAt], p.[id] limit ${FOUND_MAX}`;
