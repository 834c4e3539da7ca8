import type { KnownOrder } from '../../api/types';
import { isNear } from '../access/near';
import { lifecycleIn, titlesOf } from '../lifecycles/titles';
import { iso, named, type Reader } from './reader';

/** A row of an order `o` with its item `i`, town `w`, requester `p` and beneficiary `b`. */
export interface KnownRow {
  id: string;
  orderNo: string;
  state: string;
  version: string | null;
  serviceItemId: string;
  itemName: string | null;
  itemNameEn: string | null;
  townCode: string | null;
  townName: string | null;
  townNameEn: string | null;
  address: string | null;
  requesterName: string | null;
  beneficiaryName: string | null;
  placedAt: Date;
  open: boolean;
}

export const KNOWN_COLUMNS = `
       o.[id] as id, o.[orderNo] as "orderNo", o.[state] as state, o.[definitionVersion] as version, o.[serviceItemId] as "serviceItemId", i.[name] as "itemName",
       i.[nameEn] as "itemNameEn", o.[townCode] as "townCode", w.[name] as "townName", w.[nameEn] as "townNameEn", o.[address] as address, p.[name] as "requesterName",
       b.[name] as "beneficiaryName", o.[placedAt] as "placedAt", o.[closedAt] is null and o.[confirmedAt] is null as open`;

export const KNOWN_FROM = `
  from {sidanOrders} o
  left join {sidanServiceItems} i on i.[regionCode] = o.[regionCode] and i.[id] = o.[serviceItemId]
  left join {sidanRegions} w on w.[regionCode] = o.[regionCode] and w.[code] = o.[townCode]
  left join {sidanPeople} p on p.[regionCode] = o.[regionCode] and p.[id] = o.[requesterId]
  left join {sidanPeople} b on b.[regionCode] = o.[regionCode] and b.[id] = o.[beneficiaryId]`;

/** An order as whoever takes another one down may know of it: outside their own area only that there is one, of which service, since when. */
export async function tellKnown(
  reader: Reader,
  regionCode: string,
  row: KnownRow,
  because?: string[],
): Promise<KnownOrder> {
  const { actor, lang } = reader;
  const known = {
    serviceItemId: row.serviceItemId,
    itemName: named(lang, row.itemName, row.itemNameEn),
    placedAt: iso(row.placedAt)!,
    isOpen: row.open,
  };
  if (!isNear(actor, regionCode, row.townCode)) return known;
  const title = titlesOf(reader, await lifecycleIn(reader, regionCode, row.version));
  return {
    ...known,
    id: row.id,
    orderNo: row.orderNo,
    state: row.state,
    stateName: title(`state.${row.state}`),
    requesterName: row.requesterName ?? undefined,
    beneficiaryName: row.beneficiaryName ?? undefined,
    townName: named(lang, row.townName, row.townNameEn) || undefined,
    address: row.address ?? undefined,
    ...(because ? { because } : {}),
  };
}
