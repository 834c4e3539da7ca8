/** 郊区：awareness and satisfaction count, so the centre calls after the rating. */
import { seeText } from '../support/see';
import { openStage, type Stage } from '../support/stage';
import { openCounty } from './support/county';
import * as on from './support/play';

jest.setTimeout(240_000);

const STEPS = ['群众点单', '中心派单', '队伍接单', '群众评单', '中心满意度回访'];

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage?.close());

test('the centre calls the resident, and the order is closed', async () => {
  const place = {
    regionCode: '340711',
    name: '铜陵市郊区',
    town: '桥南街道',
    team: '桥南邻里互助队',
    item: '代购代办',
  };
  const play = on.openPlay(await openCounty(stage, place));
  const orderNo = await on.place(play, '腿脚不便，想请人代买药。', '待派单');
  await on.dispatch(play, orderNo);
  await on.accept(play, orderNo, '接单');
  await on.serve(play, orderNo, '药已送到。');
  await on.confirm(play, orderNo, '待评单');
  await on.rate(play, '评单', '4 分 满意', '谢谢。');

  const article = await on.openAtDesk(play, 'dispatcher', orderNo);
  expect(await on.progress(article)).toEqual({ steps: STEPS, now: '中心满意度回访' });
  await on.send(article, '回访', async (form) => {
    await on.giveStars(form, 5);
    await form.getByLabel('回访记录').fill('知道实践站，对服务满意。');
  });
  await seeText(article, '已办结');
  expect(await on.progress(article)).toEqual({ steps: STEPS, now: '' });
  for (const words of ['点单人', '回访', '知道实践站，对服务满意。']) await seeText(article, words);
  await on.look(article.page(), '340711-desk');
  const resident = await on.openOnPhone(play, 'resident', orderNo);
  expect((await on.history(resident, '中心满意度回访')).filter((step) => STEPS.includes(step))).toEqual(STEPS);
  await on.look(resident, '340711-resident');
  expect(play.faults()).toEqual([]);
});
