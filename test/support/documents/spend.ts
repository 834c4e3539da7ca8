import { randomUUID } from 'node:crypto';
import type { TransferDone } from '@sidan/plugin-sidan/api';
import type { Refusal } from '../api';
import { act, makeShop, request, type Shop } from '../shop';
import { orderForm } from '../world';
import { owns } from './book';
import { NOTHING, type Came, type DocumentCase } from './cases';
import { makeElder, makeFamily } from './household';
import { describePerson } from './person';
import type { Party, Tried } from './tried';

/** What is spent, on what: goods of the shop, services, gifts. */
export class Spending {
  #shop: Shop | undefined;

  constructor(private readonly here: Tried) {}

  async go(one: DocumentCase, who: Party, moment: string): Promise<Came> {
    const { facts } = one;
    const label = Number(facts['redemption.price'] ?? facts['redemption.yuan'] ?? 0);
    await this.#spentBefore(one, who);
    await owns(this.here, who, one, label, moment);
    this.here.moved.stand(moment);
    try {
      const purpose = facts['redemption.purpose'];
      if (purpose === 'served') return await this.#paysService(facts, who, label, moment);
      if (purpose === 'donate') return await this.#gives(facts, who);
      return await this.#buys(one, who, label, moment);
    } catch (error) {
      const { code } = error as Refusal;
      if (!code) throw error;
      const kept =
        code === 'REDEEM_REFUSED'
          ? [{ rule: String((error as Refusal).errors[0]!.params!.rule), cost: 0, allowed: false }]
          : code === 'EVENT_NOT_ALLOWED'
            ? [{ rule: '', cost: 0, allowed: false }]
            : [];
      return { postings: [], redemptions: kept, donated: [], refused: code };
    }
  }

  /** What a household is said to have spent before, at the counter as well: ten points are a yuan. */
  async #spentBefore({ facts, history }: DocumentCase, who: Party): Promise<void> {
    if (!who.householdId) return;
    for (const { at, amount } of history?.redemptions ?? []) {
      const moment = `${at!}:00+08:00`;
      this.here.moved.stand(moment);
      await this.#buys({ facts } as DocumentCase, who, amount / 10, moment);
    }
  }

  /** 接受服务: an order for oneself, for an elder of one's household by its register, or for somebody else; paid: what is held is what it costs. */
  async #paysService(facts: DocumentCase['facts'], who: Party, price: number, moment: string): Promise<Came> {
    await this.here.world.root.post(`sidanServiceItems:update?filterByTk=${this.here.world.items.plain}`, {
      ...{ payment: 'required', payAsset: this.here.asset, price: price || null },
    });
    const elder = facts['redemption.for'] === 'family' && (await makeElder(this.here.world, 70, moment.slice(0, 10)));
    if (elder) await makeFamily(this.here.world, who, [elder]);
    const whom = elder ? { beneficiaryId: elder.personId } : { payFor: facts['redemption.for'] ?? 'self' };
    const { id } = (await who.client.place(orderForm(this.here.world, whom))).order;
    const { payment } = await who.client.detail(id);
    await who.client.order('cancel', id, { reason: '检验完毕' });
    return { ...NOTHING, redemptions: [{ rule: '', cost: payment!.expected!, allowed: true }] };
  }

  /** 兑换: a reward with that label at an outlet of that kind, asked for and collected with its code. */
  async #buys(one: DocumentCase, who: Party, price: number, moment: string): Promise<Came> {
    const { facts, history, event } = one;
    const { world } = this.here;
    this.#shop ??= await makeShop(world);
    const { outlets, rewards } = this.#shop;
    await world.root.post(`sidanRewards:update?filterByTk=${rewards.soap}`, { price });
    await world.root.post(`sidanOutlets:update?filterByTk=${outlets.site}`, {
      kind: facts['redemption.outlet'] ?? 'site',
    });
    await world.root.post('sidanStocks:adjust', {
      rewardId: rewards.soap,
      outletId: outlets.site,
      count: 10,
      note: '检验',
    });
    const whom = await this.#recipient(facts, who, moment);
    const asked = await request(who.client, rewards.soap, outlets.site, whom ? { beneficiaryId: whom.personId } : {});
    const { client } = world.people.siteManager;
    const done = await act(client, 'collect', asked.id, { code: asked.code });
    expect(['collected', 'returnable']).toContain(done.state);
    expect(done.beneficiaryName).toBe(whom?.username);
    // 一码一用: whoever comes again with the code of what was handed over is sent away.
    if (history?.pickups?.some(({ code }) => code === event)) {
      await act(client, 'collect', asked.id, { code: asked.code });
      throw new Error('A code was good twice');
    }
    return { ...NOTHING, redemptions: [{ rule: '', cost: Number(asked.price), allowed: true }] };
  }

  /** 为他人兑换: an elder of the same household, whose age is in the book. */
  async #recipient(facts: DocumentCase['facts'], who: Party, moment: string) {
    const { world } = this.here;
    const age = facts['recipient.age'] as number | undefined;
    if (age === undefined) return undefined;
    if (facts['recipient.isSelf']) {
      await describePerson(world, who, { 'person.age': age }, moment);
      return undefined;
    }
    const elder = await makeElder(world, age, moment.slice(0, 10));
    await makeFamily(world, who, [elder]);
    return elder;
  }

  /** 捐赠: to a fund of the county. */
  async #gives(facts: DocumentCase['facts'], who: Party): Promise<Came> {
    const { root, regionCode } = this.here.world;
    const fundId = randomUUID();
    await root.post('sidanFunds:create', { id: fundId, regionCode, code: fundId, name: '公益基金' });
    const amount = facts['redemption.amount'];
    const asked = { purpose: 'donate', asset: this.here.asset, amount, fundId };
    const done = await who.client.post<TransferDone>('sidanTransfers:give', asked);
    return { ...NOTHING, redemptions: [{ rule: '', cost: done.cost, allowed: true }] };
  }
}
