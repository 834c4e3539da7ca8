import { randomUUID } from 'node:crypto';
import type { MovedServer } from '../movedServer';
import { makePerson, type World } from '../world';
import type { Sql } from '../shared';
import { donatedBy, earnBefore, postingsOf } from './book';
import { minutesBefore, momentOf, NOTHING, type Came, type DocumentCase } from './cases';
import { enterBefore } from './hours';
import { makeFamily, settlesPeriod } from './household';
import { describePerson } from './person';
import { declares, serves } from './serve';
import { Spending } from './spend';
import { rulesOf, type Party, type Tried } from './tried';

/** A county in which the cases of a document are gone through, by the doors that its people use. */
export class Doors implements Tried {
  readonly #people: Party[] = [];
  readonly #spending: Spending;

  constructor(
    readonly moved: MovedServer,
    readonly world: World,
    readonly sql: Sql,
    /** The asset in which one pays, and its decimals. */
    readonly asset: string,
    readonly scale = 0,
  ) {
    this.#spending = new Spending(this);
  }

  /** So many people of the county, signed in now: late in the year, so that they are at every moment before. */
  async gather(count: number): Promise<void> {
    const { world } = this;
    for (let number = 1; number <= count; number += 1)
      this.#people.push(
        await makePerson(this.moved.server, world.root, world.regionCode, `case${number}`, world.towns[0]),
      );
  }

  async go(one: DocumentCase): Promise<Came> {
    const moment = momentOf(one);
    const { occasion } = one.facts;
    this.moved.stand(minutesBefore(moment, 60 * 24 * 3));
    const who = await this.#party(one);
    await earnBefore(this, who, one, moment);
    await describePerson(this.world, who, one.facts, moment);
    await enterBefore(this, who, one, moment);
    if (occasion === 'redeem') return this.#spending.go(one, who, moment);
    if (occasion === 'period') return settlesPeriod(this, who, one, moment);
    if (occasion === 'registered') {
      this.moved.stand(moment);
      await who.client.post('sidanPortal:volunteer', { consent: true });
    } else if (occasion === 'declared' || one.facts['attendance.origin'] === 'staff' || one.history?.reviews)
      await declares(this, one, who, moment);
    else {
      const refused = await serves(this, one, who, moment);
      if (refused)
        return { ...NOTHING, refused: refused.code, dispatch: { eligible: false, reasons: rulesOf(refused) } };
      if (occasion === 'dispatch') return { ...NOTHING, dispatch: { eligible: true } };
    }
    return {
      ...NOTHING,
      postings: await postingsOf(this, who, String(occasion)),
      donated: await donatedBy(this, who),
    };
  }

  /** Somebody new, so that no case knows of another. */
  async #party({ facts }: DocumentCase): Promise<Party> {
    const { world } = this;
    const who = this.#people.pop()!;
    if (facts.occasion === 'registered') return who;
    await who.client.post('sidanPortal:volunteer', { consent: true });
    await world.root.post('sidanTeamMembers:create', {
      ...{ id: randomUUID(), regionCode: world.regionCode, teamId: world.teams.one, personId: who.personId },
      ...{ name: who.username, role: 'member', status: 'active', townCode: world.towns[0] },
    });
    if (facts['subject.kind'] !== 'household') return who;
    return { ...who, householdId: await makeFamily(world, who) };
  }
}
