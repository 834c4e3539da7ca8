import type { OutletView } from '../../api/types';
import { named, type Reader } from '../reads/reader';
import { hoursOf } from './words';

/** 兑换点：an outlet as it is shown. */
export interface OutletRow {
  id: string;
  name: string;
  nameEn: string | null;
  kind: OutletView['kind'];
  townCode: string | null;
  address: string | null;
  phone: string | null;
  openDays: unknown;
  opensAt: string | null;
  closesAt: string | null;
  delivers: boolean;
  selfService: boolean;
}

/** `OutletRow` of an outlet `t`. */
export const OUTLET_ROW = `json_build_object('id', t.[id], 'name', t.[name], 'nameEn', t.[nameEn], 'kind', t.[kind], 'townCode', t.[townCode], 'address', t.[address], 'phone', t.[phone],
  'openDays', t.[openDays], 'opensAt', t.[opensAt], 'closesAt', t.[closesAt], 'delivers', coalesce(t.[delivers], false), 'selfService', coalesce(t.[selfService], false))`;

export const outletView = (reader: Pick<Reader, 'lang' | 'say'>, outlet: OutletRow): OutletView => ({
  id: outlet.id,
  name: named(reader.lang, outlet.name, outlet.nameEn),
  kind: outlet.kind,
  kindName: reader.say(`collections.sidanOutlets.kind.${outlet.kind}`),
  address: outlet.address ?? undefined,
  phone: outlet.phone ?? undefined,
  open: hoursOf(reader, outlet),
  delivers: outlet.delivers,
  selfService: outlet.selfService,
});
