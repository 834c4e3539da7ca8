import type { Transaction } from 'sequelize';
import { maskPhone } from '../privacy/masks';
import type { Sidan } from '../sidan';
import { connectionOf, type Connection } from '../sql';

/** Somebody as another system or a paper form names them. */
export interface Told {
  name?: string;
  phone?: string;
  idNo?: string;
  townCode?: string;
  address?: string;
}

export interface KnownPerson {
  id: string;
  name: string;
  regionCode: string;
}

type Via = 'clerk' | 'paper' | 'open311';

/**
 * 找人或建档：the person told of, in a county: by identity number; else by telephone. Families share a telephone: among several people with one number it is the
 * one with that name; one alone is meant when the family name fits or no name was given. Who has
 * neither number is the one of that name at that address who has none either. Otherwise somebody new, with consent noted as it was told.
 */
export async function personTold(
  sidan: Sidan,
  transaction: Transaction,
  regionCode: string,
  told: Told,
  consent: { via: Via; at: Date },
): Promise<KnownPerson> {
  const q = connectionOf(sidan.db, transaction);
  const { phoneIndex, idNoIndex } = indexesOf(sidan, told);
  // Two orders of somebody new at the same moment make one person. What rests on it is tidiness: staff would put two together.
  for (const index of [idNoIndex, phoneIndex].filter(Boolean))
    await q.query('select pg_advisory_xact_lock(hashtextextended($1, 311))', [`${regionCode}:${index}`]);
  const found = await personKnown(sidan, q, regionCode, told);
  if (found) return { id: found.id, name: found.name, regionCode };
  const made = await sidan.db.getModel('sidanPeople').create(
    {
      id: sidan.newId(),
      regionCode,
      name: told.name || maskPhone(told.phone ?? ''),
      phone: told.phone ?? null,
      idNo: told.idNo ?? null,
      townCode: told.townCode ?? null,
      address: told.address ?? null,
      consentAt: consent.at,
      consentVia: consent.via,
    },
    { transaction },
  );
  return { id: String(made.get('id')), name: String(made.get('name')), regionCode };
}

/** Who is told of, as `personTold` would find them; nobody is made. */
export async function personKnown(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  told: Told,
): Promise<(Pick<KnownPerson, 'id' | 'name'> & { townCode: string | null }) | undefined> {
  const indexes = indexesOf(sidan, told);
  const { phoneIndex, idNoIndex } = indexes;
  return phoneIndex || idNoIndex
    ? choose(await find(sidan, q, regionCode, indexes), told, idNoIndex)
    : atAddress(sidan, q, regionCode, told);
}

const indexesOf = ({ vault }: Pick<Sidan, 'vault'>, { phone, idNo }: Told) => ({
  phoneIndex: phone ? vault.index(phone) : null,
  idNoIndex: idNo ? vault.index(idNo) : null,
});

interface Row {
  id: string;
  name: string;
  townCode: string | null;
  idNoIndex: string | null;
  phoneIndex: string | null;
}

const find = async (
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  { phoneIndex, idNoIndex }: { phoneIndex: string | null; idNoIndex: string | null },
): Promise<Row[]> =>
  (
    await q.query<Row>(
      sidan.write(`select [id] as id, [name] as name, [idNoIndex] as "idNoIndex", [phoneIndex] as "phoneIndex", [townCode] as "townCode" from {sidanPeople}
                    where [regionCode] = $1 and ([phoneIndex] = $2 or [idNoIndex] = $3) order by [createdAt], [id] limit 50`),
      [regionCode, phoneIndex, idNoIndex],
    )
  ).rows;

/** Undefined too where there are several. */
async function atAddress(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  { name, townCode, address }: Told,
): Promise<Row | undefined> {
  if (!name || !townCode || !address) return undefined;
  const { rows } = await q.query<Row>(
    sidan.write(`select [id] as id, [name] as name, null as "idNoIndex", null as "phoneIndex", [townCode] as "townCode" from {sidanPeople}
                  where [regionCode] = $1 and [name] = $2 and [townCode] = $3 and [address] = $4 and [phoneIndex] is null and [idNoIndex] is null limit 2`),
    [regionCode, name, townCode, address],
  );
  return rows.length === 1 ? rows[0] : undefined;
}

/** Exported for its test. */
export function choose(known: readonly Row[], told: Told, idNoIndex: string | null): Row | undefined {
  const byNumber = idNoIndex ? known.find((row) => row.idNoIndex === idNoIndex) : undefined;
  if (byNumber) return byNumber;
  // Somebody else's identity number is somebody else.
  const others = known.filter((row) => !idNoIndex || !row.idNoIndex);
  const name = told.name?.replace(/\s+/g, '');
  if (!name) return others[0];
  const same = others.find((row) => row.name.replace(/\s+/g, '') === name);
  if (same) return same;
  const [only, ...more] = others;
  return only && !more.length && [...only.name][0] === [...name][0] ? only : undefined;
}
