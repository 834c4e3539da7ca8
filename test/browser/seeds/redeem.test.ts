/** 唐山：点单、派单、接单、评单、兑单. Who served redeems the points of the order, and the order is closed by it. */
import { openPortal } from '../support/portal';
import { button, see, seeText } from '../support/see';
import { openStage, type Stage } from '../support/stage';
import { openCounty } from './support/county';
import { installPack } from './support/packs';
import * as on from './support/play';

jest.setTimeout(240_000);

const STEPS = ['群众点单', '中心派单', '志愿者接单', '群众评单', '志愿者兑单'];

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage?.close());

test('the fifth order redeems what the other four gave', async () => {
  const place = {
    regionCode: '130203',
    name: '路北区',
    town: '机场路街道',
    team: '路北区银龄服务队',
    item: '上门理发',
  };
  const play = on.openPlay(await openCounty(stage, place));
  await installPack(play, 'root', '22-tangshan-five-orders', 'tangshan-five-orders');
  const orderNo = await on.place(play, '卧床老人想理个发。', '待派单');
  const resident = await play.phone('resident');
  expect(await on.progress(resident)).toEqual({ steps: STEPS, now: '中心派单' });
  await on.dispatch(play, orderNo);
  await on.accept(play, orderNo, '接单');
  await on.serve(play, orderNo, '理了发，刮了脸。');
  await on.confirm(play, orderNo, '待评单');
  await on.rate(play, '评单', '5 分 非常满意', '手艺好。');
  expect((await on.wallet(play, 'leader', orderNo)).balance).toBe(3);

  const leader = await play.phone('leader');
  await openPortal(leader, '/tasks');
  await button(on.card(leader, orderNo), '兑单').click();
  await on.card(leader, orderNo).getByLabel('兑换内容').fill('洗衣液一瓶');
  await on.look(leader, '130203-redeem');
  await button(on.card(leader, orderNo), '确认兑单').click();
  await see(leader.getByText('“兑单”已完成'));

  const { balance, line } = await on.wallet(play, 'leader', orderNo);
  expect(balance).toBe(0);
  expect(line).toContain('−3 分');
  await on.look(leader, '130203-wallet');
  const article = await on.openAtDesk(play, 'dispatcher', orderNo);
  await seeText(article, '已办结');
  await seeText(article, '洗衣液一瓶');
  expect(await on.progress(article)).toEqual({ steps: STEPS, now: '' });
  await on.look(article.page(), '130203-desk');
  expect(play.faults()).toEqual([]);
});
