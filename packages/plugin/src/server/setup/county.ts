import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { nameSystem } from './title';

const NAME_MAX = 60;

interface Town {
  code: string;
  name: string;
}

/**
 * 设置县（市、区）：the county that this installation serves, and its towns. Done again it changes the names and adds towns that are missing.
 * @throws INVALID_DATA
 */
export async function setUpCounty(sidan: Sidan, body: Record<string, unknown>): Promise<{ regionCode: string }> {
  const { regionCode, name, centerName, phone, towns = [] } = body;
  const problems: { field: string; code: string }[] = [];
  const isName = (value: unknown): value is string =>
    typeof value === 'string' && value.trim() !== '' && [...value].length <= NAME_MAX;
  if (typeof regionCode !== 'string' || !/^\d{6}$/.test(regionCode))
    problems.push({ field: 'regionCode', code: 'REGION' });
  if (!isName(name)) problems.push({ field: 'name', code: 'REQUIRED' });
  if (!isName(centerName)) problems.push({ field: 'centerName', code: 'REQUIRED' });
  const isTown = (town: Town) =>
    isName(town?.name) && /^\d{9}$/.test(String(town.code)) && String(town.code).startsWith(String(regionCode));
  if (!Array.isArray(towns) || !towns.every(isTown)) problems.push({ field: 'towns', code: 'TOWNS' });
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  await sidan.db.sequelize.transaction(async (transaction) => {
    const q = connectionOf(sidan.db, transaction);
    const { rows: kept } = await q.query<{ made: boolean }>(
      sidan.write(`
        insert into {sidanCounties} ([id], [regionCode], [name], [centerName], [phone], [demo], [createdAt], [updatedAt]) values ($1::uuid, $2, $3, $4, $5, false, now(), now())
        on conflict ([regionCode]) do update set [name] = excluded.[name], [centerName] = excluded.[centerName], [phone] = excluded.[phone], [updatedAt] = now()
        returning xmax = 0 as made`),
      [sidan.newId(), regionCode, name, centerName, typeof phone === 'string' && phone ? phone : null],
    );
    if (kept[0]?.made) await nameSystem(sidan.db, String(centerName), { transaction });
    const rows = (towns as Town[]).map((town) => ({ id: sidan.newId(), code: town.code, name: town.name }));
    await q.query(
      sidan.write(`
        insert into {sidanRegions} ([id], [regionCode], [code], [name], [level], [parentCode], [createdAt], [updatedAt])
        select t.id, $1::text, t.code, t.name, 'town', $1::text, now(), now() from jsonb_to_recordset($2::jsonb) as t(id uuid, code text, name text)
        on conflict ([regionCode], [code]) do nothing`),
      [regionCode, JSON.stringify(rows)],
    );
  });
  return { regionCode: String(regionCode) };
}
