import { randomUUID } from 'node:crypto';
import type { Wallet } from '@sidan/plugin-sidan/api';
import type { Somebody, World } from '../world';
import { postingsOf } from './book';
import { NOTHING, type Came, type DocumentCase } from './cases';
import { bornOn } from './person';
import type { Party, Tried } from './tried';

type Member = Pick<Somebody, 'personId' | 'username'>;

/** 家庭户：somebody as the head of a household, by a proof that the county's administrator has seen; who belongs to it besides. */
export async function makeFamily({ people, regionCode, towns }: World, head: Member, others: readonly Member[] = []) {
  const { client } = people.countyAdmin;
  const id = randomUUID();
  await client.post('sidanHouseholds:create', { id, regionCode, name: `${head.username}一户`, townCode: towns[0] });
  for (const [index, { personId, username }] of [head, ...others].entries())
    await client.post('sidanHouseholdMembers:create', {
      ...{ id: randomUUID(), regionCode, householdId: id, personId, name: username, townCode: towns[0] },
      ...{ relation: index ? 'parent' : 'head', proof: 'register', status: 'active' },
    });
  return id;
}

/** Somebody of that age without a telephone, whom staff have entered. */
export async function makeElder({ people, regionCode, towns }: World, age: number, day: string): Promise<Member> {
  const personId = randomUUID();
  const username = `李老${personId.slice(0, 4)}`;
  await people.countyAdmin.client.post('sidanPeople:create', {
    ...{ id: personId, regionCode, name: username, townCode: towns[0], birthDate: bornOn(age, day) },
  });
  return { personId, username };
}

/** 家庭评比、半年结算: written down by whoever keeps the site, on the day of the case. */
export async function settlesPeriod(here: Tried, who: Party, { facts }: DocumentCase, moment: string): Promise<Came> {
  const { moved, world, sql } = here;
  moved.stand(moment);
  const cleanHouse = facts['household.cleanHouse'];
  await world.people.siteManager.client.post('sidanHouseholdChecks:create', {
    ...{ id: randomUUID(), household: { id: who.householdId }, period: facts['period.kind'] },
    ...(cleanHouse === undefined ? {} : { cleanHouse }),
  });
  const flags = await sql.query<{ rule: string }>(
    `select "rule" as rule from "sidanDecisions" where "regionCode" = $1 and "subjectId" = $2 and "kind" = 'flag' order by 1`,
    [world.regionCode, who.householdId],
  );
  const told = await sql.query(
    `select 1 from "sidanOutbox" where "regionCode" = $1 and "payload"->>'personId' = $2 and "template" like 'household%'`,
    [world.regionCode, who.personId],
  );
  // Who belongs to the household hears of it.
  expect(told).toHaveLength(flags.length ? 1 : 0);
  const postings = await postingsOf(here, who, 'period');
  // And sees what it gave beside their own.
  const wallet = await who.client.get<Wallet>('sidanLedger:wallet', { asset: `household/${here.asset}` });
  expect(wallet.balance).toBe(postings.reduce((sum, { amount }) => sum + amount, 0));
  return { ...NOTHING, postings, flags: flags.map(({ rule }) => rule) };
}
