/** 大冶：接单、制单、派单. What a resident asks for is a need; the centre makes an order of it. */
import { button, see, seeText } from '../support/see';
import { openStage, type Stage } from '../support/stage';
import { openCounty } from './support/county';
import * as on from './support/play';

jest.setTimeout(240_000);

const STEPS = ['群众提需求，中心接单', '中心制单', '中心派单', '队伍接单', '群众评单'];

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage?.close());

test('a need becomes an order and goes the county’s whole way', async () => {
  const place = {
    regionCode: '420281',
    name: '大冶市',
    town: '东风路街道',
    team: '大冶市家电义修队',
    item: '便民帮扶',
  };
  const play = on.openPlay(await openCounty(stage, { ...place, otherItem: '家电维修' }));
  const orderNo = await on.place(play, '家里冰箱不制冷，不知道找谁。', '待制单');
  const resident = await play.phone('resident');
  expect(await on.progress(resident)).toEqual({ steps: STEPS, now: '中心制单' });

  const desk = await play.desk('dispatcher');
  await on.queue(play, orderNo, '待制单');
  await button(desk, '打开处理').click();
  const article = desk.getByRole('article', { name: orderNo });
  await see(article);
  await on.look(desk, '420281-compiling');
  await on.send(article, '制单', async (form) => {
    await form.getByLabel('服务项目').click();
    await desk.getByTitle('家电维修', { exact: true }).last().click();
    await form.getByLabel('制单说明').fill('上门维修，带制冷剂。');
  });
  await seeText(article, '待派单');
  await seeText(article, '家电维修');
  await button(desk, 'Close').click();

  // 31 departments work together there: two teams are asked for, one comes, and the centre goes on with it.
  await on.queue(play, orderNo, '待派单');
  await desk.getByLabel('需要几支队伍').fill('2');
  await on.look(desk, '420281-dispatch');
  await desk.getByRole('checkbox', { name: /^大冶市家电义修队/ }).check();
  await button(desk, '派给 1 支队伍').click();
  await see(desk.getByText('已派单，1 支队伍会收到通知'));
  await on.accept(play, orderNo, '接单');
  const half = await on.openAtDesk(play, 'dispatcher', orderNo);
  for (const words of ['联合服务队伍', '牵头', '还需 1 支队伍。']) await seeText(half, words);
  await on.look(desk, '420281-together');
  await on.send(half, '人手已够，开始服务');
  await seeText(half, '已接单');
  await on.serve(play, orderNo, '换了压缩机启动器。');
  await on.confirm(play, orderNo, '待评单');
  await on.rate(play, '评单', '5 分 非常满意', '修好了。');
  const said = await on.history(resident, '群众评单');
  expect(said.filter((step) => STEPS.includes(step))).toEqual(STEPS);
  await on.look(resident, '420281-resident');
  expect(play.faults()).toEqual([]);
});
