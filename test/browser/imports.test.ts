/** Paper orders from a spreadsheet, as a clerk does it: template, upload, progress, reasons, the list to take back; on a desk and on a phone. */
import { readFileSync } from 'node:fs';
import { read, utils } from 'xlsx';
import { workbook } from '../support/sheet';
import { errorProblems, picture, settled, widthProblems, wordProblems } from './support/checks';
import { enterOffice, openMenu } from './support/office';
import { button, see, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let desk: Seat;

beforeAll(async () => {
  stage = await openStage();
  desk = await stage.seat(DESK);
  await enterOffice(stage, desk, 'dispatcher');
  await openMenu(desk.page, '纸质工单');
  await see(desk.page.getByText('还没有导入过表格。'));
});

afterAll(() => stage?.close());

const choose = (buffer: Buffer, name: string) =>
  desk.page.locator('[data-import-file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

async function saved(name: string): Promise<{ name: string; rows: string[][]; help: string[][] }> {
  const [file] = await Promise.all([desk.page.waitForEvent('download'), button(desk.page, name).click()]);
  const book = read(readFileSync(await file.path()), { type: 'buffer' });
  const table = (i: number) =>
    utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[i]!] ?? {}, { header: 1, defval: '' });
  return { name: file.suggestedFilename(), rows: table(0), help: table(1) };
}

test('template, upload, progress, reasons, and the list to correct', async () => {
  const { page } = desk;
  const template = await saved('下载模板');
  expect(template.name).toBe('纸质工单导入模板.xlsx');
  const [header] = template.rows as [string[]];
  const hint = (title: string) => template.help.find(([one]) => one === title)![2]!.split('、')[0]!;
  const filled = (name: string, town: string): string[] => {
    const values: Record<string, string> = {
      服务项目: hint('服务项目'),
      点单人姓名: name,
      点单人电话: '13700000001',
      '乡镇（街道）': town,
      详细地址: '幸福路1号',
      本人同意登记: '是',
    };
    return header.map((title) => values[title.replace('*', '')] ?? '');
  };
  const town = hint('乡镇（街道）');
  await choose(
    workbook([header, filled('王秀英', town), filled('王秀兰', '别处镇'), filled('', '')]),
    '三月纸质单.xlsx',
  );
  const sheet = page.locator('[data-import="done"]');
  await seeText(sheet, '已下单 1');
  await seeText(sheet, '退回 2');
  await button(page, '查看原因').click();
  await seeText(page.locator('[data-import-reasons]'), '第 3 行 乡镇（街道）：请从列表中选择。');
  await settled(page);
  expect([...(await errorProblems(page)), ...(await wordProblems(page)), ...(await widthProblems(page))]).toEqual([]);
  await picture(page, 'imports-desk');

  const result = await saved('下载退回名单');
  expect(result.name).toBe('三月纸质单-退回.xlsx');
  expect(result.rows[0]!.at(-1)).toBe('退回原因');
  expect(result.rows.slice(1).map((row) => row.at(-1))).toEqual([
    '第 3 行：乡镇（街道）：请从列表中选择。',
    expect.stringMatching(/^第 4 行：点单人姓名：/),
  ]);
  const corrected = result.rows.slice(0, 2).map((row, i) => (i ? [...filled('王秀兰', town), row.at(-1)!] : row));
  await choose(workbook(corrected), '改好的.xlsx');
  await twoDone(sheet);
  expect(desk.faults).toEqual([]);
});

/** Two sheets that are done, the newer with one order and nothing to correct. */
async function twoDone(sheet: ReturnType<Seat['page']['locator']>): Promise<void> {
  await see(sheet.nth(1));
  await seeText(sheet.first(), '改好的.xlsx');
  await seeText(sheet.first(), '已下单 1');
}

test('a file that is none is refused with all that is wrong with it', async () => {
  const refused = desk.page.locator('[data-import-refused]');
  await choose(workbook([['姓名'], ['某人']]), '别的.xlsx');
  await seeText(refused, '服务项目');
  await seeText(refused, '缺少这一列');
  expect(await refused.locator('li').count()).toBe(4);
  await picture(desk.page, 'imports-refused');
  await choose(Buffer.from('89504e470d0a1a0a00', 'hex'), '照片.xlsx');
  await seeText(refused, '只能导入 .xlsx 或 .csv 文件');
});

test('on a phone everything fits', async () => {
  const phone = await stage.seat(PHONE);
  await enterOffice(stage, phone, 'dispatcher');
  await phone.page.goto('/v/admin/sidan-imports');
  await seeText(phone.page.locator('[data-import="done"]').last(), '退回 2');
  await button(phone.page.locator('[data-import="done"]').last(), '查看原因').click();
  await settled(phone.page);
  const { page } = phone;
  expect([...(await errorProblems(page)), ...(await wordProblems(page)), ...(await widthProblems(page))]).toEqual([]);
  await picture(page, 'imports-phone');
});
