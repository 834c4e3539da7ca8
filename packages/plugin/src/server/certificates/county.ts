import type { Zone } from '@sidan/lifecycle';
import type { CertificateSettings, WorkCalendarSetting } from '../../api/types';
import { calendarsFor } from '../calendar';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** 公示一般不少于七日。 */
export const NOTICE_DAYS = 7;
export const NOTICE_DAYS_MAX = 60;

/** What certificates rest on in a county. */
export interface County {
  regionCode: string;
  centerName: string;
  settings: CertificateSettings;
  zone: Zone;
}

/** @throws NO_COUNTY */
export async function countyFor(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string | undefined,
): Promise<County> {
  const { rows } = await q.query<{
    regionCode: string;
    centerName: string;
    phone: string | null;
    calendar: WorkCalendarSetting | null;
    certificates: Partial<CertificateSettings> | null;
  }>(
    write(`
      select c.[regionCode] as "regionCode", c.[centerName] as "centerName", c.[phone] as phone, c.[calendar] as calendar, c.[certificates] as certificates
        from {sidanCounties} c where c.[regionCode] = $1`),
    [regionCode ?? ''],
  );
  const [row] = rows;
  if (!row) throw new SidanError('NO_COUNTY');
  const { principal = '', handler = '', contact, noticeDays = NOTICE_DAYS } = row.certificates ?? {};
  return {
    regionCode: row.regionCode,
    centerName: row.centerName,
    settings: { principal, handler, contact: contact ?? row.phone ?? '', noticeDays },
    zone: calendarsFor(row.calendar).work!.zone,
  };
}

/** The county's own day. */
export const dayIn = ({ zone }: Pick<County, 'zone'>, at: Date): string => zone.toLocal(at.getTime()).date;
