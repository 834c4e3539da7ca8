/** 服务内容：which services of a person count for a certificate. */
import type { CertificateContent, CertificateService, ServiceOrigin } from '../../api/types';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { County } from './county';

/** More do not fit on a certificate: it is asked for by shorter periods. */
export const SERVICES_MAX = 1000;

/** States of an order whose service is not confirmed yet, in dispute, or void; whatever a county calls those that it adds after them. */
const UNSETTLED = [
  'review',
  'compiling',
  'waiting',
  'claimable',
  'offered',
  'accepted',
  'serving',
  'reporting',
  'finished',
  'disputed',
  'appealed',
  'declared',
  'rejected',
  'cancelled',
  'merged',
];

interface Row {
  at: Date;
  minutes: number;
  origin: ServiceOrigin;
  service: string;
  serviceEn: string | null;
  place: string | null;
  placeEn: string | null;
}

/**
 * What somebody has done from one day to another, both included, by the county's own clock: presence with minutes at orders that are confirmed and not in dispute.
 * @throws INVALID_DATA (`from`): more than fit on a certificate
 */
export async function servicesOf(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  { regionCode, zone }: Pick<County, 'regionCode' | 'zone'>,
  personId: string,
  { from, to }: Pick<CertificateContent, 'from' | 'to'>,
): Promise<CertificateService[]> {
  const after = new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const { rows } = await q.query<Row>(write(SERVICES), [
    regionCode,
    personId,
    new Date(zone.toInstant({ date: from, ms: 0 })),
    new Date(zone.toInstant({ date: after, ms: 0 })),
    UNSETTLED,
  ]);
  if (rows.length > SERVICES_MAX)
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'from', code: 'SERVICES_MANY', max: SERVICES_MAX }] });
  return rows.map(({ at, minutes, origin, service, serviceEn, place, placeEn }) => ({
    date: zone.toLocal(new Date(at).getTime()).date,
    service,
    ...(serviceEn ? { serviceEn } : {}),
    ...(place ? { place } : {}),
    ...(placeEn ? { placeEn } : {}),
    minutes,
    origin,
  }));
}

export const minutesOf = (services: readonly CertificateService[]): number =>
  services.reduce((sum, { minutes }) => sum + minutes, 0);

/** Whether the records hold all services of a list, each as often as it stands there. A service item may have another name by now. */
export function holdsAll(records: readonly CertificateService[], services: readonly CertificateService[]): boolean {
  const left = records.map(recordOf);
  return services.map(recordOf).every((record) => {
    const at = left.indexOf(record);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

const recordOf = ({ date, minutes, origin }: CertificateService): string => `${date} ${minutes} ${origin}`;

const SERVICES = `
select a.[checkInAt] as at, a.[minutes]::int as minutes, coalesce(a.[origin], 'app') as origin, coalesce(i.[name], o.[title]) as service, i.[nameEn] as "serviceEn",
       r.[name] as place, r.[nameEn] as "placeEn"
  from {sidanAttendances} a join {sidanOrders} o on o.[regionCode] = a.[regionCode] and o.[id] = a.[orderId]
  left join {sidanServiceItems} i on i.[regionCode] = o.[regionCode] and i.[id] = o.[serviceItemId]
  left join {sidanRegions} r on r.[regionCode] = o.[regionCode] and r.[code] = o.[townCode]
 where a.[regionCode] = $1 and a.[personId] = $2::uuid and a.[checkInAt] >= $3::timestamptz and a.[checkInAt] < $4::timestamptz
   and a.[checkOutAt] is not null and a.[voidedAt] is null and a.[minutes] > 0
   and (o.[confirmedAt] is not null or (a.[origin] = 'declared' and o.[state] in ('credited', 'closed'))) and o.[state] <> all($5::text[])
 order by a.[checkInAt], a.[id] limit ${SERVICES_MAX + 1}`;
