/** A wrongly moved order is put right, and orders under way are moved into a lifecycle that has changed: both by the county's administrator, with a reason. */
import { randomUUID } from 'node:crypto';
import { packArchive } from '../../support/pack';
import { picture } from '../support/checks';
import { button, see, seeText } from '../support/see';
import { openStage, type Stage } from '../support/stage';
import { openCounty } from './support/county';
import * as on from './support/play';

jest.setTimeout(240_000);

const both = (zh: string, en: string) => ({ 'zh-CN': zh, 'en-US': en });

let stage: Stage;
let play: on.Play;
let orderNo = '';

beforeAll(async () => {
  stage = await openStage();
  const place = { regionCode: '420222', name: '阳新县', town: '兴国镇', team: '阳新县助农队', item: '农技指导' };
  play = on.openPlay(await openCounty(stage, place));
});

afterAll(() => stage?.close());

test('an administrator puts an order right, with a reason that its history shows', async () => {
  orderNo = await on.place(play, '果树生虫，想请人来看看。', '待派单');
  await on.dispatch(play, orderNo);
  const article = await on.openAtDesk(play, 'countyAdmin', orderNo);
  const page = article.page();
  await button(article, '更正状态').click();
  const form = page.getByRole('dialog', { name: '更正状态' }).last();
  await form.getByLabel('更正为').click();
  await page.getByTitle('待派单', { exact: true }).last().click();
  await form.getByLabel('更正原因').fill('派错了队伍，队长请假。');
  await on.look(page, 'change-correct');
  await button(form, '更正状态').click();
  await seeText(article, '派错了队伍，队长请假。');
  await seeText(article, '待派单');
  await on.look(page, 'change-corrected');
});

test('orders of a state that is gone are moved to where the administrator says', async () => {
  const { county } = play;
  // One waits for its review when the county does away with reviews.
  const serviceItemId = randomUUID();
  const { regionCode, townCode } = county;
  await county.root.post('sidanServiceItems:create', {
    id: serviceItemId,
    regionCode,
    code: 'loan',
    name: '农机借用',
    category: 'care',
    unit: 'hour',
    headcount: 1,
    status: 'active',
    needsReview: true,
  });
  const resident = await county.client('resident');
  const wanted = { serviceItemId, townCode, address: '幸福路 12 号', contactPhone: '13812345678' };
  await resident.place({ ...wanted, description: '想借一台旋耕机。' });
  await installOwn();

  const page = await play.desk('countyAdmin');
  await page.goto('/v/admin/settings/sidan/packs');
  await page.locator('[data-pack-page]').getByRole('tab', { name: '办理流程', exact: true }).click();
  const older = page.locator('[data-lifecycle]').filter({ hasText: '在办 2 个' });
  await see(older);
  // Only the county that one keeps.
  expect(await page.getByText('没有权限').count()).toBe(0);
  await on.look(page, 'change-versions');
  await button(older, '转到当前流程').click();
  await seeText(older, '待派单（1 个）→ 待派单');
  // Both the box and what is typed in it have the name.
  const target = older.getByLabel('待审单转到').first();
  for (const state of ['待接单', '待派单']) {
    await target.click();
    await page.getByTitle(state, { exact: true }).last().click();
    await seeText(older.getByRole('listitem').filter({ hasText: '待审单' }), state);
  }
  await older.getByLabel('转换原因').fill('按新流程办理');
  await picture(page, 'seed-change-migration');
  await button(older, '转到当前流程').click();
  await see(page.getByText('已转换 2 个工单'));
  expect(play.faults()).toEqual([]);
});

/** The county's own pack: nothing waits for a review any more. */
async function installOwn(): Promise<void> {
  const { root, regionCode } = play.county;
  await root.post('sidanPacks:policy', { untrusted: 'mark' });
  const archive = await packArchive({
    'pack.json': {
      name: `own-${regionCode}`,
      version: '1.0.0',
      regionCode,
      title: both('本县流程', 'Own lifecycle'),
      author: 'Test',
      licence: 'Apache-2.0',
      effectiveFrom: '2024-01-01',
      extends: { name: 'base', version: '^1.0.0' },
    },
    'workflows/order.json': {
      overlay: `own-${regionCode}`,
      version: '1.0.0',
      of: { name: 'order', version: '^2' },
      reason: both('本县办法', 'Own way'),
      regions: { review: { on: false, reason: both('不审单', 'No review') } },
    },
  });
  const { id } = await root.post<{ id: string }>('sidanPacks:upload', { archive });
  await root.post('sidanPacks:activate', { versionId: id, reason: '县文明办会议决定' });
}
