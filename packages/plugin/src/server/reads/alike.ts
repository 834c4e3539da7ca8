import type { KnownOrder } from '../../api/types';
import { KNOWN_COLUMNS, KNOWN_FROM, tellKnown, type KnownRow } from './known';
import { rowsOf, type Reader } from './reader';

/** What of an order says that another is likely the same. */
export interface Likeness {
  regionCode: string;
  serviceItemId: string;
  at: Date;
  /** When it is wanted, where that was said: what is wanted on other days is not the same. */
  expectStart?: Date | null;
  /** Ids of who asks and who is helped, their names, and the blind indexes of their telephones. */
  people: readonly string[];
  names: readonly string[];
  phones: readonly string[];
  townCode: string | null;
  address: string | null;
  /** The order itself. */
  except?: string;
}

const DAYS_APART = 14;
const HOURS_APART = 48;
const SHOWN_MAX = 10;

const REASONS = ['person', 'phone', 'name', 'place'] as const;
type Row = KnownRow & Record<(typeof REASONS)[number], boolean>;

/**
 * 疑似重复：orders of the same service that are under way and were placed within 14 days, of the same person, of somebody with the same telephone, of that name in that
 * town, or for the same place; those of whom both say when they are wanted within 48 hours. The likeliest first.
 */
export const alikeTo = (reader: Reader, likeness: Likeness): Promise<Row[]> =>
  rowsOf<Row>(reader, STATEMENT, [
    likeness.regionCode,
    likeness.serviceItemId,
    likeness.people,
    likeness.phones,
    likeness.names,
    likeness.townCode ?? '',
    likeness.address ?? '',
    likeness.at,
    likeness.expectStart ?? null,
    likeness.except ?? null,
  ]);

/** The same in words: each with why it is likely the same. */
export const tellAlike = (reader: Reader, regionCode: string, rows: readonly Row[]): Promise<KnownOrder[]> =>
  Promise.all(
    rows.map((row) => {
      // Who is the same has the same name and telephone.
      const reasons = row.person ? REASONS.filter((why) => why === 'person' || why === 'place') : REASONS;
      const because = reasons.filter((why) => row[why]).map((why) => reader.say(`api.alike.${why}`));
      return tellKnown(reader, regionCode, row, because);
    }),
  );

interface Own {
  serviceItemId: string;
  at: Date;
  expectStart: Date | null;
  people: string[];
  names: string[] | null;
  phones: string[] | null;
  townCode: string | null;
  address: string | null;
}

/** What an order of the county is like; undefined when it is not under way. */
export async function likenessOf(reader: Reader, regionCode: string, orderId: string): Promise<Likeness | undefined> {
  const [own] = await rowsOf<Own>(reader, OWN, [regionCode, orderId]);
  return own && { ...own, regionCode, names: own.names ?? [], phones: own.phones ?? [], except: orderId };
}

const OWN = `
select o.[serviceItemId] as "serviceItemId", o.[placedAt] as at, o.[expectStart] as "expectStart", o.[townCode] as "townCode", o.[address] as address,
       array_remove(array[o.[requesterId], o.[beneficiaryId]], null) as people,
       (select array_agg(q.[name]) from {sidanPeople} q where q.[regionCode] = $1 and q.[id] in (o.[requesterId], o.[beneficiaryId])) as names,
       (select array_agg(q.[phoneIndex]) from {sidanPeople} q where q.[regionCode] = $1 and q.[id] in (o.[requesterId], o.[beneficiaryId]) and q.[phoneIndex] is not null) as phones
  from {sidanOrders} o where o.[regionCode] = $1 and o.[id] = $2::uuid and o.[closedAt] is null and o.[confirmedAt] is null`;

const STATEMENT = `
select * from (
  select ${KNOWN_COLUMNS},
         coalesce(o.[requesterId] = any($3::uuid[]) or o.[beneficiaryId] = any($3::uuid[]), false) as person,
         coalesce(p.[phoneIndex] = any($4::text[]) or b.[phoneIndex] = any($4::text[]), false) as phone,
         coalesce(o.[townCode] = $6 and (p.[name] = any($5::text[]) or b.[name] = any($5::text[])), false) as name,
         coalesce(o.[townCode] = $6 and $7 <> '' and regexp_replace(o.[address], '\\s', '', 'g') = regexp_replace($7, '\\s', '', 'g'), false) as place
  ${KNOWN_FROM}
   where o.[regionCode] = $1 and o.[serviceItemId] = $2::uuid and o.[closedAt] is null and o.[confirmedAt] is null
     and o.[placedAt] between $8::timestamptz - interval '${DAYS_APART} days' and $8::timestamptz + interval '${DAYS_APART} days'
     and ($9::timestamptz is null or o.[expectStart] is null or abs(extract(epoch from o.[expectStart] - $9::timestamptz)) <= ${HOURS_APART * 3600})
     and o.[id] is distinct from $10::uuid) one
 where one.person or one.phone or one.name or one.place
 order by one.person desc, one.phone desc, one.name desc, one."placedAt" desc, one.id limit ${SHOWN_MAX}`;
