import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TransferPurpose } from '../../api/types';
import { actorOfPerson } from '../access/actor';
import { requestCertificate } from '../certificates/request';
import { isSidanError } from '../errors';
import { readerOf, type Reader } from '../reads/reader';
import type { Sidan } from '../sidan';
import { give } from '../transfers/give';
import type { Base } from './base';
import { idOfRef } from './refs';
import { say } from './say';
import { writeBase } from './write/base';

/** `bank.json` of a county's folder: families, funds, what is passed on at the end of the history, and who asks for a certificate. People are accounts' refs. */
interface BankFile {
  households: {
    code: string;
    name: string;
    townCode: string;
    members: { account: string; relation: string; proof: string }[];
  }[];
  funds: {
    code: string;
    name: string;
    nameEn: string;
    purpose: string;
    priority: { account: string; reason: string }[];
  }[];
  given: { from: string; purpose: TransferPurpose; asset: string; amount: number; to?: string; fund?: string }[];
  certificates: { for: string; days: number }[];
}

const DAY_MS = 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;

/** 时间银行 and certificates of the demo: rows, then the plugin's own commands; run again it does nothing twice. @returns how often something was passed on */
export async function runBank(
  sidan: Sidan,
  folder: string,
  county: { regionCode: string },
  base: Base,
  until: Date,
): Promise<number> {
  const path = join(folder, 'bank.json');
  if (!existsSync(path)) return 0;
  const bank = JSON.parse(readFileSync(path, 'utf8')) as BankFile;
  const { regionCode } = county;
  await writeBase(sidan, rowsOf(bank, regionCode, base), () => undefined);
  const readerAt = (account: string, at: Date) => {
    const person = { id: personOf(regionCode, account), name: nameOf(base, account) };
    const then: Sidan = { ...sidan, clock: () => at, wake: () => undefined };
    return readerOf(then, { ...actorOfPerson(person), regionCode }, 'zh-CN', say);
  };
  for (const [index, { for: account, days }] of bank.certificates.entries()) {
    const [from, to] = [days, 1].map((ago) => dayOf(new Date(until.getTime() - ago * DAY_MS)));
    const asking = requestCertificate(readerAt(account, until), `demo:certificate:${index}`, { from, to });
    await asking.catch(noneIfRefused);
  }
  let done = 0;
  for (const [index, one] of bank.given.entries()) {
    const at = new Date(until.getTime() - (bank.given.length - index) * HOUR_MS);
    const given = giveOne(readerAt(one.from, at), regionCode, one, `demo:given:${index}`);
    if (await given.catch(noneIfRefused)) done += 1;
  }
  return done;
}

function giveOne(reader: Reader, regionCode: string, one: BankFile['given'][number], key: string) {
  const { purpose, asset, amount, to, fund } = one;
  const whom = {
    ...(to ? { personId: personOf(regionCode, to) } : {}),
    ...(fund ? { fundId: idOfRef(regionCode, `fund:${fund}`) } : {}),
  };
  return give(reader, regionCode, { purpose, asset, amount, ...whom }, key);
}

function rowsOf({ households, funds }: BankFile, regionCode: string, base: Base) {
  const own = (ref: string) => ({ id: idOfRef(regionCode, ref), regionCode });
  const whom = (account: string) => ({ personId: personOf(regionCode, account), name: nameOf(base, account) });
  return [
    {
      collection: 'sidanHouseholds',
      rows: households.map(({ code, name, townCode }) => ({ ...own(`household:${code}`), code, name, townCode })),
    },
    {
      collection: 'sidanHouseholdMembers',
      rows: households.flatMap(({ code, townCode, members }) =>
        members.map(({ account, relation, proof }) => ({
          ...own(`household:${code}:${account}`),
          ...whom(account),
          householdId: idOfRef(regionCode, `household:${code}`),
          townCode,
          relation,
          proof,
          status: 'active',
        })),
      ),
    },
    {
      collection: 'sidanFunds',
      rows: funds.map(({ priority: _priority, ...fund }) => ({ ...own(`fund:${fund.code}`), ...fund })),
    },
    {
      collection: 'sidanFundMembers',
      rows: funds.flatMap(({ code, priority }) =>
        priority.map(({ account, reason }, rank) => ({
          ...own(`fund:${code}:${account}`),
          ...whom(account),
          fundId: idOfRef(regionCode, `fund:${code}`),
          rank,
          reason,
          status: 'active',
        })),
      ),
    },
  ].map(({ collection, rows }) => ({ collection, rows: rows.map((row) => ({ status: 'active', ...row })) }));
}

const personOf = (regionCode: string, account: string) => idOfRef(regionCode, `person:${account}`);

function nameOf({ people }: Base, account: string): string {
  const person = people.find(({ ref }) => ref === `person:${account}`);
  if (!person) throw new Error(`bank.json: account ${account} does not exist`);
  return person.name;
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Who has saved too little in this demo passes nothing on; what the rules refuse is left undone. */
function noneIfRefused(error: unknown): undefined {
  if (!isSidanError(error)) throw error;
}
