/** 朔城、沧州：the plain four, each in the words of its own pack, which comes with the county's code and nothing else. */
import { openPortal } from '../support/portal';
import { seeText } from '../support/see';
import { openStage, type Stage } from '../support/stage';
import { openCounty, type Place } from './support/county';
import * as on from './support/play';

jest.setTimeout(180_000);

const STORIES: [string, Place, string[]][] = [
  [
    '朔城区',
    { regionCode: '140602', name: '朔城区', town: '北城街道', team: '文明朔城理论宣讲队', item: '政策宣讲进小区' },
    ['群众点单', '中心派单', '团队接单', '群众评单'],
  ],
  [
    '沧州市青县',
    { regionCode: '130922', name: '青县', town: '清州镇', team: '青县助老服务队', item: '上门陪护老人' },
    ['群众点单', '中心派单', '队伍接单', '群众评单'],
  ],
];

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage?.close());

test.each(STORIES)('%s', async (name, where, steps) => {
  const play = on.openPlay(await openCounty(stage, where));
  const orderNo = await on.place(play, '小区老人多，想请人来讲讲养老政策。', '待派单');
  const resident = await play.phone('resident');
  expect(await on.progress(resident)).toEqual({ steps, now: steps[1] });
  // And so they stand where everybody comes in.
  await openPortal(resident);
  await seeText(resident.getByRole('contentinfo'), steps.join(' · '));
  await seeText(resident.getByRole('region', { name: '这样就能办好' }), steps[0]!);
  await on.look(resident, `${where.regionCode}-home`);

  await on.dispatch(play, orderNo);
  await on.accept(play, orderNo, '接单');
  await on.serve(play, orderNo, '讲了一场，三十位居民到场。');
  await on.confirm(play, orderNo, '待评单');
  await on.rate(play, '评单', '5 分 非常满意', '讲得清楚。');

  expect(await on.history(resident, steps[3]!)).toEqual([
    steps[0],
    steps[1],
    steps[2],
    '志愿者签到',
    '志愿者签退',
    '已确认完成',
    steps[3],
  ]);
  await on.look(resident, `${where.regionCode}-resident`);
  const { balance, line } = await on.wallet(play, 'leader', orderNo);
  expect(balance).toBe(4);
  expect(line).toContain(`${on.SERVED_MINUTES} 分钟`);

  const article = await on.openAtDesk(play, 'dispatcher', orderNo);
  for (const step of steps) await seeText(article, step);
  expect((await on.progress(article)).steps).toEqual(steps);
  await on.look(article.page(), `${where.regionCode}-desk`);
  expect([name, ...play.faults()]).toEqual([name]);
});
