import type { Say } from '../../reads/reader';
import type { Sidan } from '../../sidan';
import { connectionOf } from '../../sql';
import { refusal } from './answers';

/** `jurisdiction_id` is the county's six-digit code; where only one county is served it may be left out. */
export interface Jurisdiction {
  regionCode: string;
  centerName: string;
}

/** @throws 400 when it is missing and several counties are served, 404 when it is none of them */
export async function jurisdictionOf(sidan: Sidan, id: string | undefined, say: Say): Promise<Jurisdiction> {
  const { rows } = await connectionOf(sidan.db).query<Jurisdiction>(
    sidan.write(`select [regionCode] as "regionCode", [centerName] as "centerName" from {sidanCounties}
                  where $1::text is null or [regionCode] = $1 order by [createdAt], [regionCode] limit 2`),
    [id ?? null],
  );
  const [only, another] = rows;
  if (id === undefined && another) throw refusal(400, say('api.open311.noJurisdiction'));
  if (!only) throw refusal(404, say('api.open311.unknownJurisdiction'));
  return only;
}
