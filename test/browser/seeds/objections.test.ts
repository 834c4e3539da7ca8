/**
 * The resident has work done again, by the same team and then by whoever the centre will send; the team objects to a rating, the centre settles it, the county decides on the
 * appeal. A county whose own layer switches all of it on.
 */
import type { PackUploaded } from '@sidan/plugin-sidan/api';
import type { Page } from 'playwright-core';
import { countyPack } from '../../support/pack';
import { button, see, seeText } from '../support/see';
import { openStage, type Stage } from '../support/stage';
import { openCounty } from './support/county';
import * as on from './support/play';

jest.setTimeout(240_000);

const reason = { 'zh-CN': '可返工、可异议、可申诉', 'en-US': 'Work may be done again, ratings objected to' };
const region = { on: true, reason };

let stage: Stage;
let play: on.Play;
let orderNo = '';

beforeAll(async () => {
  stage = await openStage();
  const place = { regionCode: '420224', name: '保安县', town: '保安镇', team: '保安家政服务队', item: '家电维修' };
  play = on.openPlay(await openCounty(stage, place));
  const { root, regionCode } = play.county;
  await root.post('sidanPacks:policy', { untrusted: 'mark' });
  const overlay = {
    overlay: 'objections',
    version: '1.0.0',
    of: { name: 'order', version: '^2' },
    reason,
    regions: { rework: region, dispute: region, appeal: region },
  };
  const archive = await countyPack({ regionCode, files: { 'workflows/order.json': overlay } });
  const { id } = await root.post<PackUploaded>('sidanPacks:upload', { archive });
  await root.post('sidanPacks:activate', { versionId: id, reason: '试行' });
});

afterAll(() => stage?.close());

/** An event with one text, on the order's page on a telephone. */
async function say(page: Page, name: string, text: string): Promise<void> {
  await button(page, name).click();
  await page.getByRole('textbox').last().fill(text);
  await button(page, `确认${name}`).click();
  await see(page.getByText(`“${name}”已完成`));
}

test('what is not done well is done again by the same team', async () => {
  orderNo = await on.place(play, '热水器不出热水，请人来修。', '待派单');
  await on.dispatch(play, orderNo);
  await on.accept(play, orderNo, '接单');
  await on.serve(play, orderNo, '换了温控器。');
  const page = await on.openOnPhone(play, 'resident', orderNo);
  await say(page, '返工', '还是不出热水。');
  await seeText(page.getByRole('main'), '已接单');
  await on.look(page, 'objections-rework');
  await on.serve(play, orderNo, '换了加热管，出水正常。');
  await on.confirm(play, orderNo, '待评单');
  await on.rate(play, '评单', '2 分', '来了两趟才修好。');
});

test('the team objects, the centre settles, the team appeals, the county declares the rating void', async () => {
  let leader = await on.openOnPhone(play, 'leader', orderNo, '/tasks');
  await say(leader, '提出异议', '第一次是配件质量问题。');
  const desk = await on.openAtDesk(play, 'dispatcher', orderNo);
  await seeText(desk, '异议处理中');
  await on.send(desk, '处理异议', (form) => form.getByLabel('处理意见').fill('群众评价属实，维持。'));
  await seeText(desk, '群众评价属实，维持。');

  leader = await on.openOnPhone(play, 'leader', orderNo, '/tasks');
  await say(leader, '提出申诉', '配件由群众自购，有收据。');
  await on.look(leader, 'objections-leader');
  const county = await on.openAtDesk(play, 'countyAdmin', orderNo);
  await seeText(county, '申诉处理中');
  await on.send(county, '裁定申诉', async (form) => {
    await form.getByLabel('裁定意见').fill('配件不是队伍提供，评分作废。');
    await form.getByLabel('裁定结果').click();
    await county.page().getByTitle('评分作废', { exact: true }).last().click();
  });
  await seeText(county, '经裁定作废，原为 2 分');
  await on.look(county.page(), 'objections-county');
});

test('the resident has it done anew: it waits for the centre again', async () => {
  const page = await on.openOnPhone(play, 'resident', orderNo);
  await seeText(page.getByRole('main'), '经裁定作废，原为 2 分');
  await say(page, '重办', '今天又坏了。');
  await seeText(page.getByRole('main'), '待派单');
  await on.look(page, 'objections-reopened');
  expect(play.faults()).toEqual([]);
});
