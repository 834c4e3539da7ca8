import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../support/shared';
import { PATIENCE_MS, type Part, type Seat, type Stage } from './stage';
import { button, see } from './see';

/** Signs in at NocoBase's own page and ends on the workbench. */
export async function enterOffice(stage: Stage, { page }: Seat, part: Part): Promise<void> {
  const { username, password } = stage.account(part);
  await page.goto('/v/signin');
  await page.getByPlaceholder('用户名/邮箱').fill(username);
  await page.getByPlaceholder('密码').fill(password);
  await button(page, '登录').click();
  await see(page.getByText('待我办理', { exact: true }));
}

/** Goes to one of our pages by NocoBase's menu. */
export async function openMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('menuitem', { name, exact: true }).click();
}

/** Goes to one of the settings by the menu under the cog. It opens under the mouse and closes when the host draws its bar anew: then it is opened again. */
export async function openSettings(page: Page, name: string): Promise<void> {
  // The name of the icon stands before it.
  const entry = page.getByRole('menuitem', { name });
  await eventually(async () => {
    await page.mouse.move(0, 0);
    await button(page, 'setting').hover();
    return entry.click({ timeout: 3000 }).then(
      () => true,
      () => false,
    );
  }, PATIENCE_MS);
}

/** Chooses from a menu that opens under the mouse, and again where the host drew its page anew meanwhile and nothing came of it. */
export async function choose(page: Page, opener: Locator, entry: Locator, wanted: Locator): Promise<void> {
  const soon = { timeout: 3000 };
  await eventually(async () => {
    if (await wanted.isVisible()) return true;
    await page.mouse.move(0, 0);
    const chosen = opener.hover(soon).then(() => entry.click(soon));
    return chosen
      .then(() => wanted.waitFor(soon))
      .then(
        () => true,
        () => false,
      );
  }, PATIENCE_MS);
}

/** The list of orders, with the orders of one number only. */
export async function findOrder(page: Page, orderNo: string): Promise<Locator> {
  const search = button(page, '筛选');
  await see(search);
  await page.getByRole('button', { name: '展开' }).click();
  await page.getByRole('textbox', { name: '工单号' }).fill(orderNo);
  await search.click();
  return see(page.getByRole('row', { name: new RegExp(`^${orderNo}`) }));
}
