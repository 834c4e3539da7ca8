import type { ClosePreview } from '../../api/types';
import { measuresOf } from '../reads/measures';
import { rowsOf, type Reader } from '../reads/reader';
import { monthOf } from './month';
import { checkCloser, nextMonth } from './start';

const ZONE = 'Asia/Shanghai';

interface Counted {
  waiting: number;
  people: number;
  late: number;
  accounts: number;
}

/**
 * 月结预览: what the close of the month that comes next would do, as things are now; counted, not done. Hours of earlier months among them are told apart.
 * @throws NOT_ALLOWED
 */
export async function previewClose(reader: Reader, regionCode: string): Promise<ClosePreview> {
  const { actor, sidan, q } = reader;
  checkCloser(actor, regionCode);
  const next = await nextMonth(sidan, q, regionCode);
  if (!next) return { waiting: 0, people: 0, late: 0, accounts: 0, expiring: [] };
  const { name, from, to } = monthOf(next);
  const [[counted], going, measures] = await Promise.all([
    rowsOf<Counted>(reader, COUNTED, [regionCode, from, to]),
    sidan.ledger.outlook(q, { regionCode, zone: ZONE }),
    measuresOf(reader, regionCode),
  ]);
  const due = new Map<string, number>();
  for (const { asset, month, amount } of going) if (month <= name) due.set(asset, (due.get(asset) ?? 0) + amount);
  return {
    month: name,
    ...counted!,
    expiring: [...due].map(([asset, amount]) => {
      const { name, unit, inUnits } = measures(asset);
      return { asset, name, unit, amount: inUnits(amount) };
    }),
  };
}

const COUNTED = `
select w.*, (select count(*)::int from {sidanAccounts} a where a.[regionCode] = $1 and a.[createdAt] is not null and a.[kept] and a.[ownerKind] not in ('system', 'hold')) as accounts
  from (select count(*)::int as waiting, count(distinct a.[personId])::int as people, (count(*) filter (where a.[checkOutAt] < $2::timestamptz))::int as late
          from {sidanAttendances} a where a.[regionCode] = $1 and a.[awaitsClose] and a.[checkOutAt] < $3::timestamptz and a.[voidedAt] is null) w`;
