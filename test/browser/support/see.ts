import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../support/shared';
import { PATIENCE_MS } from './stage';

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A button by what is written on it. Names of icons may stand around the words. */
// The component library puts a space between the two characters of a short one: 登 录.
export const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name: new RegExp(`^([a-z-]+ )?${[...name].map(escape).join('\\s*')}( [a-z-]+)?$`) });

/** Waits until it is on the screen, and says what is there instead when it does not come. */
export async function see(wanted: Locator): Promise<Locator> {
  try {
    await wanted.first().waitFor({ timeout: PATIENCE_MS });
  } catch {
    throw new Error(`not on the screen: ${wanted}\n${await screen(wanted.page())}`);
  }
  return wanted.first();
}

/** Waits until a text stands somewhere in it. */
export async function seeText(within: Locator, text: string | RegExp): Promise<void> {
  const read = async () => ((await within.count()) ? await within.first().innerText() : '');
  let last = '';
  try {
    await eventually(async () => {
      last = await read();
      return typeof text === 'string' ? last.includes(text) : text.test(last);
    }, PATIENCE_MS);
  } catch {
    throw new Error(`“${text}” does not stand in: ${last || (await screen(within.page()))}`);
  }
}

/** What a reader of the screen is told, for messages: of a dialog where one is open. */
async function screen(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog');
  const place = (await dialog.count()) ? dialog.last() : page.getByRole('main').last();
  const tree = await place.ariaSnapshot({ timeout: 5000 }).catch(() => 'nothing');
  return `${page.url()}\n${tree.slice(0, 2500)}`;
}
