import { randomUUID } from 'node:crypto';
import { countyPack } from './pack';
import type { World } from './world';

const CITES = [{ source: '测试', sentence: '测试用规则。', example: true }];
const equal = (fact: string, value: unknown) => ({ fact, operator: 'equal', value });
const pins = [equal('occasion', 'redeem'), equal('subject.kind', 'volunteer')];

/** A rule by which something may be given: so many of `asset` for each of what is asked for. */
const giving = (
  name: string,
  asset: string,
  price: number,
  conditions: unknown[],
  more: Record<string, unknown> = {},
) => ({
  name,
  priority: 100,
  conditions: { all: [...pins, ...conditions] },
  event: {
    type: 'redeem',
    params: {
      asset,
      quantity: { fact: 'redemption.amount' },
      price: { amount: price, per: 1, of: 'unit' },
      balance: { fact: 'redemption.balance' },
      ...more,
    },
  },
  cites: CITES,
});

/**
 * A county's bank for tests: time in hours and minutes is earned and kept for a year; it may be passed on to lineal relatives from two hours on, donated in whole hours by
 * those who have earned some, and ten
 * points buy an hour.
 */
export const bankPack = (regionCode: string): Promise<string> =>
  countyPack({
    regionCode,
    files: {
      'catalogue/assets.json': { assets: [{ name: 'time', unit: 'hour', scale: 2 }] },
      'catalogue/facts.json': {
        facts: [
          {
            name: 'account.timeEarned',
            kind: 'measured',
            type: 'number',
            unit: 'hour',
            of: {
              source: 'postings',
              aggregate: 'sum',
              field: 'amount',
              where: equal('asset', 'time'),
              window: { span: 'lifetime' },
              subject: 'person',
            },
          },
        ],
      },
      'rules/redeem-family.json': giving(
        'family',
        'time',
        1,
        [
          equal('redemption.purpose', 'transfer'),
          { fact: 'redemption.relation', operator: 'in', value: ['head', 'spouse', 'parent', 'child'] },
        ],
        { minimum: 2 },
      ),
      'rules/redeem-gift.json': giving('gift', 'time', 1, [equal('redemption.purpose', 'donate')], {
        whole: true,
        unlock: { fact: 'account.timeEarned', atLeast: 1 },
      }),
      'rules/redeem-points.json': giving('points', 'points', 10, [
        equal('redemption.purpose', 'exchange'),
        equal('redemption.into', 'time'),
      ]),
      'locales/zh-CN.json': {
        'rule.service-hours.title': '本县服务时长积分',
        'rule.service-hours.because': '完成志愿服务',
        'asset.time.title': '时间币',
        'fact.account.timeEarned.title': '累计存入时间',
        'rule.family.title': '转给家人',
        'rule.family.because': '转给直系亲属',
        'rule.gift.title': '捐赠时间',
        'rule.gift.because': '捐给公益时间基金',
        'rule.points.title': '积分兑时间',
        'rule.points.because': '用积分兑时间',
      },
    },
  });

/** A household of these people, as staff enter it; the first is its head. */
export async function makeFamily(
  world: World,
  people: readonly [personId: string, relation: string][],
): Promise<string> {
  const id = randomUUID();
  const { root, regionCode, towns } = world;
  await root.post('sidanHouseholds:create', { id, regionCode, townCode: towns[0], name: '王家' });
  for (const [personId, relation] of people)
    await root.post('sidanHouseholdMembers:create', { householdId: id, personId, relation, proof: 'register' });
  return id;
}

/** Files of a county in which a team is given ten points for each service and may donate them; and a rule by which it would buy goods, were it let. */
export const teamFiles = (): Record<string, unknown> => {
  const team = equal('subject.kind', 'team');
  const spends = (name: string, purpose: unknown[], quantity: string) => ({
    name,
    priority: 300,
    conditions: { all: [equal('occasion', 'redeem'), team, ...purpose] },
    event: {
      type: 'redeem',
      params: {
        asset: 'points',
        quantity: { fact: quantity },
        price: { amount: 1, per: 1, of: 'unit' },
        balance: { fact: 'redemption.balance' },
      },
    },
    cites: CITES,
  });
  return {
    'rules/award-team-service.json': {
      name: 'team-service',
      priority: 100,
      conditions: { all: [equal('occasion', 'confirmed'), team] },
      event: {
        type: 'award',
        params: { asset: 'points', to: 'team', quantity: { value: 1 }, per: 1, amount: 10, rounding: 'floor' },
      },
      cites: CITES,
    },
    'rules/redeem-team-gift.json': spends('team-gift', [equal('redemption.purpose', 'donate')], 'redemption.amount'),
    'rules/redeem-team-goods.json': spends('team-goods', [equal('redemption.kind', 'goods')], 'redemption.quantity'),
    'locales/zh-CN.json': {
      'rule.service-hours.title': '本县服务时长积分',
      'rule.service-hours.because': '完成志愿服务',
      'rule.team-service.title': '团队积分',
      'rule.team-service.because': '队伍完成一次服务',
      'rule.team-gift.title': '团队捐赠',
      'rule.team-gift.because': '队伍捐给公益基金',
      'rule.team-goods.title': '团队兑换',
      'rule.team-goods.because': '队伍兑换商品',
    },
  };
};
