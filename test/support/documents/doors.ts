import { randomUUID } from 'node:crypto';
import { createLedger, ledgerNames } from '@sidan/ledger';
import type { TransferDone } from '@sidan/plugin-sidan/api';
import type { Refusal } from '../api';
import type { MovedServer } from '../movedServer';
import { act, makeShop, request, type Shop } from '../shop';
import type { Sql } from '../shared';
import { makePerson, orderForm, type Somebody, type World } from '../world';
import { minutesBefore, momentOf, type DocumentCase } from './cases';

/** What the product made of a case. */
export interface Came {
  postings: { rule: string; amount: number; expires?: string }[];
  /** What was asked for: its cost in the asset's own unit, as it stands in the book. */
  redemptions: { rule: string; cost: number; allowed: boolean }[];
  /** What went to a fund, because a limit was reached. */
  donated: { fund: string; amount: number }[];
  refused?: string;
}

/** A county in which the cases of a document are gone through, by the doors that its people use. */
export class Doors {
  #shop: Shop | undefined;
  readonly #people: Somebody[] = [];

  constructor(
    readonly moved: MovedServer,
    readonly world: World,
    readonly sql: Sql,
    /** The asset in which one pays, and its decimals. */
    readonly asset: string,
    readonly scale = 0,
  ) {}

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
    const who = await this.#volunteer(occasion !== 'registered');
    await this.#earnedBefore(who, one);
    if (occasion === 'redeem') return this.#spends(one, who, moment);
    if (occasion === 'registered') {
      this.moved.stand(moment);
      await who.client.post('sidanPortal:volunteer', { consent: true });
    } else if (occasion === 'declared' || one.facts['attendance.origin'] === 'staff' || one.history?.reviews)
      await this.#declares(one, who, moment);
    else await this.#serves(one, who, moment);
    return {
      postings: await this.#postings(who, String(occasion)),
      redemptions: [],
      donated: await this.#donated(who),
    };
  }

  /** Somebody new, so that no case knows of another. */
  async #volunteer(registered: boolean): Promise<Somebody> {
    const { world } = this;
    const who = this.#people.pop()!;
    if (!registered) return who;
    await who.client.post('sidanPortal:volunteer', { consent: true });
    await world.root.post('sidanTeamMembers:create', {
      ...{ id: randomUUID(), regionCode: world.regionCode, teamId: world.teams.one, personId: who.personId },
      ...{ name: who.username, role: 'member', status: 'active', townCode: world.towns[0] },
    });
    return who;
  }

  /** 点单、派单、接单、签到签退、确认、评单: what is confirmed is confirmed at the moment of the case, what is rated is rated then. */
  async #serves({ facts }: DocumentCase, who: Somebody, moment: string): Promise<void> {
    const { resident, dispatcher, leader } = this.world.people;
    const minutes = Number(facts['attendance.minutes'] ?? 60);
    const isRated = facts.occasion === 'rated';
    this.moved.stand(minutesBefore(moment, minutes + 30));
    const { id } = (await resident.client.place(orderForm(this.world))).order;
    const points = facts['task.points'] === undefined ? {} : { points: facts['task.points'] };
    await dispatcher.client.order('dispatch', id, { teamIds: [this.world.teams.one], reason: '检验', ...points });
    await leader.client.order('accept', id);
    this.moved.stand(minutesBefore(moment, minutes + (isRated ? 1 : 0)));
    await who.client.order('start', id);
    this.moved.stand(isRated ? minutesBefore(moment, 1) : moment);
    await who.client.order('finish', id, { report: '已完成' });
    await resident.client.order('confirm', id);
    this.moved.stand(moment);
    if (isRated) await resident.client.order('rate', id, { score: facts['rating.score'] });
  }

  /** 申报、评审: a deed, or hours that nobody saw begin and end. */
  async #declares({ facts, history }: DocumentCase, who: Somebody, moment: string): Promise<void> {
    const { dispatcher, countyAdmin } = this.world.people;
    this.moved.stand(minutesBefore(moment, 30));
    const given = (fact: string, field: string) => (facts[fact] === undefined ? {} : { [field]: facts[fact] });
    const minutes = Number(facts['attendance.minutes'] ?? 60);
    const declare = async () => {
      const { order } = await who.client.post<{ order: { id: string } }>('sidanOrders:declare', {
        ...{ serviceItemId: this.world.items.plain, summary: '已完成', minutes, townCode: this.world.towns[0] },
        ...{ address: '幸福路1号', contactPhone: '13812345678', description: '自主申报' },
        ...given('deed.kind', 'deed'),
        ...given('deed.millilitres', 'millilitres'),
        ...given('deed.count', 'times'),
      });
      return order.id;
    };
    const reviews = history?.reviews ?? [];
    if (reviews.length) this.moved.stand(minutesBefore(`${reviews[0]!.at.slice(0, 10)}T09:00:00+08:00`, 0));
    const id = await declare();
    const other = reviews.some(({ entry }) => entry !== reviews[0]!.entry) ? await declare() : id;
    // 审核: by two people of the centre.
    const reviewers = { r1: dispatcher, r2: countyAdmin } as Record<string, Somebody>;
    for (const { at, entry, reviewer, verdict } of reviews) {
      this.moved.stand(`${at}:00+08:00`);
      const about = entry === reviews[0]!.entry ? id : other;
      await reviewers[reviewer]!.client.post(`sidanOrders:send?filterByTk=${about}`, {
        event: 'review',
        data: { verdict },
      });
    }
    this.moved.stand(moment);
    if (facts['review.passed'] === false) await dispatcher.client.order('reject', id, { reason: '材料不足' });
    else await dispatcher.client.order('recognise', id, { minutes, ...given('review.points', 'points') });
  }

  async #spends(one: DocumentCase, who: Somebody, moment: string): Promise<Came> {
    const { facts } = one;
    const label = Number(facts['redemption.price'] ?? facts['redemption.yuan'] ?? 0);
    await this.#owns(who, one, label, moment);
    this.moved.stand(moment);
    try {
      const purpose = facts['redemption.purpose'];
      if (purpose === 'served') return await this.#paysService(facts, who, label);
      if (purpose === 'donate') return await this.#gives(facts, who);
      return await this.#buys(facts, who, label);
    } catch (error) {
      const { code } = error as Refusal;
      if (!code) throw error;
      const kept =
        code === 'REDEEM_REFUSED'
          ? [{ rule: String((error as Refusal).errors[0]!.params!.rule), cost: 0, allowed: false }]
          : [];
      return { postings: [], redemptions: kept, donated: [], refused: code };
    }
  }

  /** 接受服务: an order of one's own, paid; what is held is what it costs. */
  async #paysService(facts: DocumentCase['facts'], who: Somebody, price: number): Promise<Came> {
    await this.world.root.post(`sidanServiceItems:update?filterByTk=${this.world.items.plain}`, {
      ...{ payment: 'required', payAsset: this.asset, price: price || null },
    });
    const pay = { payFor: facts['redemption.for'] ?? 'self' };
    const { id } = (await who.client.place(orderForm(this.world, pay))).order;
    const { payment } = await who.client.detail(id);
    await who.client.order('cancel', id, { reason: '检验完毕' });
    return { ...NOTHING, redemptions: [{ rule: '', cost: payment!.expected!, allowed: true }] };
  }

  /** 兑换: a reward with that label at an outlet of that kind, asked for and collected with its code. */
  async #buys(facts: DocumentCase['facts'], who: Somebody, price: number): Promise<Came> {
    const { world } = this;
    this.#shop ??= await makeShop(world);
    const { outlets, rewards, stocks } = this.#shop;
    await world.root.post(`sidanRewards:update?filterByTk=${rewards.soap}`, { price });
    await world.root.post(`sidanOutlets:update?filterByTk=${outlets.site}`, {
      kind: facts['redemption.outlet'] ?? 'site',
    });
    await world.root.post('sidanStocks:adjust', { rewardId: rewards.soap, outletId: outlets.site, count: 10 });
    const asked = await request(who.client, rewards.soap, outlets.site);
    const done = await act(world.people.siteManager.client, 'collect', asked.id, { code: asked.code });
    expect(['collected', 'returnable']).toContain(done.state);
    void stocks;
    return { ...NOTHING, redemptions: [{ rule: '', cost: Number(asked.price), allowed: true }] };
  }

  /** 捐赠: to a fund of the county. */
  async #gives(facts: DocumentCase['facts'], who: Somebody): Promise<Came> {
    const { root, regionCode } = this.world;
    const fundId = randomUUID();
    await root.post('sidanFunds:create', { id: fundId, regionCode, code: fundId, name: '公益基金' });
    const amount = facts['redemption.amount'];
    const asked = { purpose: 'donate', asset: this.asset, amount, fundId };
    const done = await who.client.post<TransferDone>('sidanTransfers:give', asked);
    return { ...NOTHING, redemptions: [{ rule: '', cost: done.cost, allowed: true }] };
  }

  /** The ledger itself, for what was before the case. */
  #book() {
    const q = { query: async (text: string, params: unknown[]) => ({ rows: await this.sql.query(text, params) }) };
    return { ledger: createLedger(ledgerNames(), randomUUID), q: q as never };
  }

  /** What the case says was earned before. */
  async #earnedBefore({ personId }: Somebody, { history }: DocumentCase): Promise<void> {
    const { ledger, q } = this.#book();
    const earned = history?.postings?.filter(({ asset }) => asset === this.asset) ?? [];
    const to = { ownerKind: 'person', ownerId: personId } as const;
    await ledger.post(q, {
      regionCode: this.world.regionCode,
      entries: earned.map(({ at, amount, asset }) => ({
        ...{ from: ISSUE, to, asset, amount: Math.round(amount * 10 ** this.scale), key: `history:${randomUUID()}` },
        ...{ kind: 'award', at: new Date(`${at.slice(0, 10)}T10:00:00+08:00`) },
      })),
    });
  }

  /** What the case presupposes that somebody owns, posted as history through the ledger itself. */
  async #owns(who: Somebody, { facts, history }: DocumentCase, label: number, moment: string): Promise<void> {
    const of = (rows: { asset: string; amount: number }[] = []) =>
      rows.filter(({ asset }) => asset === this.asset).reduce((sum, { amount }) => sum + amount, 0);
    const stated = facts['redemption.balance'] as number | undefined;
    const wanted = stated ?? (history ? of(history.postings) - of(history.redemptions) : label + 100);
    const { ledger, q } = this.#book();
    const { regionCode } = this.world;
    const owner = { ownerKind: 'person', ownerId: who.personId } as const;
    const has = await ledger.balance(q, { regionCode, ...owner, asset: this.asset });
    const missing = Math.round(wanted * 10 ** this.scale) - has;
    if (missing === 0) return;
    const [from, to] = missing > 0 ? [ISSUE, owner] : [owner, SPENT];
    await ledger.post(q, {
      regionCode,
      entries: [
        {
          ...{ from, to, asset: this.asset, amount: Math.abs(missing), key: `history:${randomUUID()}`, kind: 'adjust' },
          at: new Date(Date.parse(moment) - 60_000),
        },
      ],
    });
  }

  async #donated({ personId }: Somebody): Promise<Came['donated']> {
    const rows = await this.sql.query<{ fund: string; amount: string }>(
      `select c."ownerId" as fund, p."amount" as amount from "sidanDecisions" d
         join "sidanPostings" p on p."regionCode" = d."regionCode" and p."decisionId" = d."id" and p."kind" = 'donate'
         join "sidanAccounts" c on c."regionCode" = p."regionCode" and c."id" = p."destinationId"
        where d."regionCode" = $1 and d."subjectId" = $2 and d."kind" = 'award'`,
      [this.world.regionCode, personId],
    );
    return rows.map(({ fund, amount }) => ({ fund, amount: Number(`${amount}e-${this.scale}`) }));
  }

  /** What the ledger holds by decisions of that occasion, those of nothing included. */
  async #postings(who: Somebody, occasion: string): Promise<Came['postings']> {
    const rows = await this.sql.query<{
      rule: string;
      amount: string;
      scale: string | null;
      expires: string | null;
      posted: string;
    }>(
      `select d."rule" as rule, d."amount" as amount, d."outcome"->'measure'->>'scale' as scale, d."outcome"->'settled'->>'expires' as expires,
              coalesce((select sum(p."amount") from "sidanPostings" p where p."regionCode" = d."regionCode" and p."decisionId" = d."id" and p."kind" = 'award'), 0) as posted
         from "sidanDecisions" d where d."regionCode" = $1 and d."subjectId" = $2 and d."kind" = 'award' and d."key" like $3`,
      [this.world.regionCode, who.personId, `award:${occasion}:%`],
    );
    return rows.map(({ rule, amount, scale, expires, posted }) => {
      // What was decided is what stands in the book.
      expect(Number(posted)).toBe(Number(amount));
      const inUnits = Number(`${amount}e-${scale ?? 0}`);
      return { rule, amount: inUnits, ...(expires ? { expires } : {}) };
    });
  }
}

const NOTHING: Came = { postings: [], redemptions: [], donated: [] };
const ISSUE = { ownerKind: 'system', ownerId: 'issue' } as const;
const SPENT = { ownerKind: 'system', ownerId: 'redeemed' } as const;
