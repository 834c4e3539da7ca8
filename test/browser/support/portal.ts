import type { Page } from 'playwright-core';
import { PASSWORD, type Somebody } from '../../support/world';
import { PHONE, type Part, type Seat, type Stage } from './stage';
import { button, see } from './see';

/** Opens a page of the portal, `/orders` or the like; loads it anew where it is open: what others have done meanwhile is to be there. */
export async function openPortal(page: Page, path = '/'): Promise<void> {
  const isThere = page.url().endsWith(`/sidan/#${path}`);
  await (isThere ? page.reload() : page.goto(`/sidan/#${path}`));
  await see(page.getByRole('heading', { level: 1 }));
}

/** Signs in through the portal's own page, as a resident does, and ends on its first page. */
export const enterPortal = (stage: Stage, { page }: Seat, part: Part): Promise<void> =>
  signIn(page, stage.account(part));

/** The same for anybody. */
export async function signIn(
  page: Page,
  { username, password }: { username: string; password: string },
): Promise<void> {
  await openPortal(page, '/sign-in');
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码').fill(password);
  await button(page.getByRole('main'), '登录').click();
  await see(page.getByRole('heading', { name: '您需要什么帮助？' }));
}

/** Somebody of a world, with the portal on their phone. */
export async function onPhone(stage: Stage, { username }: Somebody): Promise<Seat> {
  const seat = await stage.seat(PHONE);
  await signIn(seat.page, { username, password: PASSWORD });
  return seat;
}

/** The entry of the navigation at the foot of a phone. */
export const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '主要栏目' }).getByRole('link', { name });
