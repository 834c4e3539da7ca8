import { randomInt } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { giveDefaultRole } from '../people/defaultRole';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import type { AccountSpec, County } from './county';
import { idOfRef } from './refs';

/** An account that somebody can sign in with to look at the demo. */
export interface DemoAccount {
  username: string;
  name: string;
  role: AccountSpec['role'];
  title: string;
  titleEn: string;
  password: string;
}

/** No letters or digits that are mistaken for one another when read aloud or copied from paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Sixteen characters in four groups: 92 bits. */
export const newPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join(
    '-',
  );

/**
 * The accounts with their passwords, written to `file` before anything uses them: readable by nobody but whoever installed the demo. What an earlier,
 * interrupted run wrote there is kept.
 */
export function prepareAccounts(county: County, file: string, password?: string): DemoAccount[] {
  const before = new Map(readAccounts(file).map((account) => [account.username, account.password]));
  const accounts = county.accounts.map(({ username, name, role, title, titleEn }) => ({
    username,
    name,
    role,
    title,
    titleEn,
    password: before.get(username) ?? password ?? newPassword(),
  }));
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return accounts;
}

/** What `prepareAccounts` wrote; empty when there is no such file. */
export const readAccounts = (file: string): DemoAccount[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[]) : [];

/**
 * Makes the host's users of the demo, once, and gives each the person and the office that it stands for; the host's role follows from the office.
 * @param again true when an earlier run may have made some of them; else a user of that name is somebody else's, and is refused.
 * @returns the user of each person by ref
 */
export async function makeUsers(
  sidan: Sidan,
  county: County,
  accounts: readonly DemoAccount[],
  again: boolean,
): Promise<Map<string, number>> {
  const users = new Map<string, number>();
  const repository = sidan.db.getRepository('users');
  for (const spec of county.accounts) {
    const { username, password } = accounts.find((account) => account.username === spec.username) as DemoAccount;
    const known = await repository.findOne({ filter: { username } });
    if (known && !again) throw new Error(`a user named ${username} exists already and is not of the demo`);
    const values = { username, password, nickname: spec.name, appLang: 'zh-CN' };
    const userId = Number((known ?? (await repository.create({ values }))).get('id'));
    users.set(`person:${spec.ref}`, userId);
    await sidan.db
      .getModel('sidanPeople')
      .update({ userId }, { where: { id: idOfRef(county.regionCode, `person:${spec.ref}`) }, hooks: false });
    await giveScope(sidan, county, spec, userId);
    await giveDefaultRole(sidan, connectionOf(sidan.db), userId);
  }
  return users;
}

const REACH = { province: 2, city: 4, county: 6, town: 9 } as const;

/** 任职: roles that are held somewhere. Leaders and volunteers hold theirs by their teams, residents none. */
async function giveScope(sidan: Sidan, county: County, spec: AccountSpec, userId: number): Promise<void> {
  if (!spec.scope) return;
  const id = idOfRef(county.regionCode, `scope:${spec.ref}`);
  const repository = sidan.db.getRepository('sidanScopes');
  if (await repository.findOne({ filter: { id } })) return;
  const scopeCode = spec.townCode.slice(0, REACH[spec.scope]);
  const siteId = spec.site ? idOfRef(county.regionCode, spec.site) : null;
  await repository.create({
    values: { id, regionCode: county.regionCode, userId, role: spec.role, scopeCode, siteId },
  });
}
