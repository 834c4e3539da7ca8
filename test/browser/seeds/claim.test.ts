/** 乐至：“1+10+N”. The best teams are asked first; when nobody answers the order is open to all, and the first organisation to claim it has it. */
import { openPortal } from '../support/portal';
import { button, see, seeText } from '../support/see';
import { openStage, type Stage } from '../support/stage';
import { openCounty } from './support/county';
import * as on from './support/play';

jest.setTimeout(240_000);

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage?.close());

test('an order that nobody takes is opened to all and claimed on the phone', async () => {
  const place = {
    regionCode: '512022',
    name: '乐至县',
    town: '天池街道',
    team: '乐至县帅乡义工队',
    item: '周五清洁日',
  };
  const play = on.openPlay(await openCounty(stage, place));
  const orderNo = await on.place(play, '小区绿化带需要清理。', /待派单|待接单/);

  await on.unanswered(play, orderNo);
  await on.comesTo(play, orderNo, 'claimable');
  const article = await on.openAtDesk(play, 'dispatcher', orderNo);
  await seeText(article, '待抢单');
  await on.look(article.page(), '512022-desk');

  const leader = await play.phone('leader');
  await openPortal(leader, '/volunteer');
  await leader.getByRole('link', { name: /^待抢单/ }).click();
  await see(on.card(leader, orderNo));
  await on.look(leader, '512022-claimable');
  await button(on.card(leader, orderNo), '抢单').click();
  await see(leader.getByText('“抢单”已完成'));
  await seeText(leader.getByRole('main'), '现在没有可抢的单子');
  await openPortal(leader, '/claimable');
  await on.look(leader, '512022-claimed');

  await on.serve(play, orderNo, '清理了三处绿化带。');
  await on.confirm(play, orderNo, '待评单');
  await on.rate(play, '评单', '5 分 非常满意', '干净多了。');
  const resident = await play.phone('resident');
  await on.history(resident, '群众评单');
  expect(await on.progress(resident)).toEqual({
    steps: ['群众点单', '中心派单', '队伍抢单', '群众评单'],
    now: '',
  });
  await on.look(resident, '512022-resident');
  expect(play.faults()).toEqual([]);
});
