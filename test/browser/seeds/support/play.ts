/** What people of a story do, in the pages in which they do it, by the words that their county has for it. */
import type { Locator, Page } from 'playwright-core';
import { eventually, openSql, type Sql } from '../../../support/shared';
import { errorProblems, picture, settled, widthProblems, wordProblems } from '../../support/checks';
import { enterOffice, findOrder, openMenu } from '../../support/office';
import { enterPortal, openPortal, tab } from '../../support/portal';
import { button, see, seeText } from '../../support/see';
import { DESK, PATIENCE_MS, PHONE, type Part as OfDemo, type Seat } from '../../support/stage';
import type { County } from './county';

export const SERVED_MINUTES = 95;

export type Part = OfDemo | 'root';

/** The people of a story, each in a window of their own, which opens when they first do something. */
export interface Play {
  county: County;
  seats: Map<Part, Seat>;
  phone(part: Part): Promise<Page>;
  desk(part: Part): Promise<Page>;
  /** What went wrong in any of the windows. */
  faults(): string[];
}

export function openPlay(county: County): Play {
  const seats = new Map<Part, Seat>();
  const seat = async (part: Part, view: typeof PHONE, enter: typeof enterPortal) => {
    const known = seats.get(part);
    if (known) return known.page;
    const made = await county.stage.seat(view);
    seats.set(part, made);
    await enter(county.stage, made, part as OfDemo);
    return made.page;
  };
  return {
    county,
    seats,
    phone: (part) => seat(part, PHONE, enterPortal),
    desk: (part) => seat(part, DESK, enterOffice),
    faults: () => [...seats.values()].flatMap(({ faults }) => faults),
  };
}

/** 点单 on the phone; gives its number. `state` is what the resident then reads. */
export async function place(play: Play, wish: string, state: string | RegExp): Promise<string> {
  const page = await play.phone('resident');
  await tab(page, '首页').click();
  await page.getByRole('link', { name: new RegExp(`^${play.county.item}`) }).click();
  await page.getByLabel('具体需求').fill(wish);
  await button(page, '提交点单').click();
  const said = page.getByRole('status').filter({ hasText: '点单成功' });
  await see(said);
  const orderNo = /单号 (\S+)/.exec(await said.innerText())?.[1] ?? '';
  expect(orderNo).toMatch(/^\d{6}-[A-Z0-9]{6}$/);
  await seeText(page.getByRole('main'), state);
  return orderNo;
}

/** 派单 in the console, to the county's team; `name` is of the queue, where another one was left open. */
export async function dispatch(play: Play, orderNo: string, name?: string): Promise<void> {
  const page = await play.desk('dispatcher');
  await queue(play, orderNo, name);
  await page.getByRole('checkbox', { name: new RegExp(`^${play.county.team}`) }).check();
  await button(page, '派给 1 支队伍').click();
  await see(page.getByText('已派单，1 支队伍会收到通知'));
}

/** The order in the dispatch console, chosen. */
export async function queue(play: Play, orderNo: string, name?: string): Promise<void> {
  const page = await play.desk('dispatcher');
  await openMenu(page, '派单台');
  // The host keeps pages that were left, out of sight.
  if (name) await page.locator('.ant-segmented-item', { hasText: name }).filter({ visible: true }).click();
  await (await see(page.getByRole('button', { name: orderNo }))).click();
}

/** The card of an order in a list of the portal. */
export const card = (page: Page, orderNo: string): Locator =>
  page
    .getByRole('listitem')
    .filter({ hasText: orderNo })
    .filter({ has: page.getByRole('link') });

/** 接单 by whatever name, on the leader's phone. */
export async function accept(play: Play, orderNo: string, name: string): Promise<void> {
  const page = await play.phone('leader');
  await openPortal(page, '/offers');
  await button(card(page, orderNo), name).click();
  await see(page.getByText(`“${name}”已完成`));
}

/** Checks in, serves for an hour and a half, checks out with a report. */
export async function serve(play: Play, orderNo: string, report: string): Promise<void> {
  const page = await play.phone('leader');
  await openPortal(page, '/tasks');
  await button(card(page, orderNo), '签到').click();
  await seeText(card(page, orderNo), '服务中');
  await earlier(play, orderNo, 'sidanAttendances', 'checkInAt', SERVED_MINUTES);
  await button(card(page, orderNo), '签退').click();
  await card(page, orderNo).getByLabel('服务情况').fill(report);
  await button(card(page, orderNo), '确认签退').click();
  await see(page.getByText('“签退”已完成'));
}

/** The teams that were asked let their time run out. */
export async function unanswered(play: Play, orderNo: string): Promise<void> {
  await comesTo(play, orderNo, 'offered');
  await onServer(play, (sql) =>
    sql.query(
      `update "sidanTimers" set "dueAt" = now() - interval '1 minute'
        where "orderId" = (select "id" from "sidanOrders" where "orderNo" = $1) and "event" = 'responseClock' and "state" = 'pending'`,
      [orderNo],
    ),
  );
}

/** Waits for what the county's plan of dispatch does by itself, before a page is opened that shows it. */
export async function comesTo(play: Play, orderNo: string, state: string): Promise<void> {
  const there = `select 1 from "sidanOrders" where "orderNo" = $1 and "state" = $2`;
  await onServer(play, (sql) =>
    eventually(async () => (await sql.query(there, [orderNo, state])).length > 0, PATIENCE_MS),
  );
}

async function onServer<T>({ county }: Play, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = await openSql(county.stage.server);
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/** Nobody waits for hours, or for weeks, in a test: it was so many minutes earlier. */
export const earlier = (
  play: Play,
  orderNo: string,
  collection: string,
  column: string,
  minutes: number,
): Promise<void> =>
  onServer(play, async (sql) => {
    const moved = await sql.query(
      `update "${collection}" set "${column}" = "${column}" - make_interval(mins => $2)
        where "orderId" = (select "id" from "sidanOrders" where "orderNo" = $1) returning 1`,
      [orderNo, minutes],
    );
    expect(moved.length).toBeGreaterThan(0);
  });

/** The order on the phone of somebody who takes part in it, opened from the list in which they find it. */
export async function openOnPhone(play: Play, part: Part, orderNo: string, list = '/orders'): Promise<Page> {
  const page = await play.phone(part);
  await openPortal(page, list);
  await (await see(card(page, orderNo))).getByRole('link').click();
  await see(page.getByText(`单号 ${orderNo}`));
  return page;
}

/** The order at somebody's desk: the page in front, and the article that it stands in. */
export async function openAtDesk(play: Play, part: Part, orderNo: string): Promise<Locator> {
  const page = await play.desk(part);
  await page.goto('/v/admin');
  await openMenu(page, '工单');
  await (await findOrder(page, orderNo)).getByRole('button', { name: '查看' }).click();
  const article = page.getByRole('article', { name: orderNo });
  await see(article);
  return article;
}

/** Stars in a form at a desk, as a hand gives them: each is drawn over its radio button, and a click past the form, while it still comes in, closes it. */
export const giveStars = (form: Locator, count: number): Promise<void> =>
  form
    .locator('.ant-rate-star')
    .nth(count - 1)
    .click();

/** 确认完成 on the resident's phone. */
export async function confirm(play: Play, orderNo: string, next: string): Promise<void> {
  const page = await openOnPhone(play, 'resident', orderNo);
  await button(page, '确认完成').click();
  await see(page.getByText('“确认完成”已完成'));
  await seeText(page.getByRole('main'), next);
}

/** Stars by whatever name on the resident's phone, on whose page the order is open. */
export async function rate(play: Play, name: string, score: string, comment: string): Promise<void> {
  const page = await play.phone('resident');
  await button(page, name).click();
  await page.getByRole('radio', { name: score }).check();
  await page.getByLabel('评语').fill(comment);
  await button(page, `确认${name}`).click();
  await see(page.getByText(`“${name}”已完成`));
}

/** Sends an event at the desk, from the order's page: its button, what its form asks, and yes. */
export async function send(article: Locator, name: string, fill?: (form: Locator) => Promise<void>): Promise<void> {
  const page = article.page();
  await button(article, name).click();
  const form = page.getByRole('dialog', { name, exact: true }).last();
  await see(form);
  await fill?.(form);
  await button(form, name).click();
  await form.waitFor({ state: 'hidden' });
}

/** The steps of the line of progress, and how far the order is in them. */
export async function progress(within: Page | Locator): Promise<{ steps: string[]; now: string }> {
  const line = within.getByRole('list', { name: '办理进度' });
  await see(line);
  const clean = (text: string) =>
    text
      .replace(/已完成$|进行中$|未开始$/, '')
      .replace(/^\d+\s*/, '')
      .trim();
  const steps = (await line.getByRole('listitem').allInnerTexts()).map(clean);
  const at = line.locator('[aria-current=step]');
  return { steps, now: (await at.count()) ? clean(await at.innerText()) : '' };
}

/** What has happened, the oldest first, on a page of the portal, once `last` stands there. */
export async function history(page: Page, last: string): Promise<string[]> {
  const timeline = page.getByRole('region', { name: '办理过程' });
  await see(timeline);
  await see(timeline.getByRole('listitem').first().getByText(last, { exact: true }));
  return (await timeline.getByRole('listitem').allInnerTexts()).map((text) => text.split('\n')[0]!).reverse();
}

/** What somebody has, and the line of the wallet about an order. */
export async function wallet(play: Play, part: Part, orderNo: string): Promise<{ balance: number; line: string }> {
  const page = await play.phone(part);
  await openPortal(page, '/wallet');
  const text = await (await see(page.getByRole('region', { name: '现有积分' }))).innerText();
  const lines = page.getByRole('listitem').filter({ hasText: orderNo });
  const said = await eventually(async () => (await lines.allInnerTexts()).join('\n') || undefined);
  return { balance: Number(/(-?\d+) 分/.exec(text)?.[1]), line: said };
}

/** A picture of the page, and everything that a reader should not find there. */
export async function look(page: Page, name: string): Promise<void> {
  await settled(page);
  await picture(page, `seed-${name}`);
  const wrong = [...(await wordProblems(page)), ...(await errorProblems(page)), ...(await widthProblems(page))];
  expect([name, ...wrong]).toEqual([name]);
}
