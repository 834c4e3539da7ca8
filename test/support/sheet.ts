import { utils, write } from 'xlsx';
import type { World } from './world';

/** Columns of the template that the tests fill, in Chinese. */
export const HEADER = [
  '服务项目*',
  '点单人姓名*',
  '点单人电话',
  '点单人身份证号',
  '具体需求',
  '期望服务时间',
  '乡镇（街道）*',
  '详细地址',
  '受助人姓名',
  '本人同意登记*',
];

/** Ways in which a row of paper is wrong, each with how many problems it has. */
const WRONG: readonly { change: Record<number, string | null>; problems: number }[] = [
  { change: { 0: '上天入地' }, problems: 1 },
  { change: { 1: null }, problems: 1 },
  { change: { 2: '12ab' }, problems: 1 },
  { change: { 3: '130982199001011111' }, problems: 1 },
  { change: { 5: '2031-02-31' }, problems: 1 },
  { change: { 6: '别处镇' }, problems: 1 },
  { change: { 9: '否' }, problems: 1 },
  { change: { 9: null, 6: null, 2: null }, problems: 3 },
];

export interface Paper {
  rows: (string | null)[][];
  /** Numbers of faulty rows, as a spreadsheet program counts, and how many problems each has. */
  faulty: Map<number, number>;
}

/** Paper of a county: `count` rows, `bad` of them faulty, evenly spread. Every row is another person's; no two are alike. */
export function paper(world: World, count: number, bad: number, first = 0): Paper {
  const faulty = new Map<number, number>();
  const rows = Array.from({ length: count }, (_, i): (string | null)[] => {
    const n = first + i;
    const row: (string | null)[] = [
      n % 3 ? '上门陪护' : 'repair',
      `张${String.fromCharCode(0x4e00 + (n % 5000))}`,
      `1371${String(n).padStart(7, '0')}`,
      null,
      `第${n}张纸质单`,
      n % 2 ? '2031/5/6 9:30' : null,
      n % 2 ? '第1镇' : world.towns[1],
      `幸福路${n}号`,
      n % 10 ? null : `李${n}`,
      '是',
    ];
    if (Math.floor(((i + 1) * bad) / count) > Math.floor((i * bad) / count)) {
      const wrong = WRONG[faulty.size % WRONG.length]!;
      for (const [column, text] of Object.entries(wrong.change)) row[Number(column)] = text;
      // The header is row 1.
      faulty.set(i + 2, wrong.problems);
    }
    return row;
  });
  return { rows, faulty };
}

/** A workbook of one sheet. */
export const workbook = (rows: unknown[][]): Buffer => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Sheet1');
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
};
