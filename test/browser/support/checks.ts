import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { eventually } from '../../support/shared';
import { PATIENCE_MS, type Seat } from './stage';

const FOLDER = resolve(__dirname, '../../../screenshots');
mkdirSync(FOLDER, { recursive: true });

/** A picture of the whole page in `screenshots/`, which git ignores; in a window as high as the page, so that what sticks to its foot hides nothing. None with SIDAN_PICTURES=0, where nobody looks. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.SIDAN_PICTURES === '0') return;
  const size = page.viewportSize()!;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (height > size.height) await page.setViewportSize({ ...size, height });
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.setViewportSize(size);
}

/** Waits until what is written on the page, and its size, stay the same: what loads has loaded. */
export async function settled(page: Page): Promise<void> {
  let last = '';
  let same = 0;
  await eventually(async () => {
    const { now, loading } = await page.evaluate(() => ({
      now: `${document.body.scrollHeight} ${document.body.innerText}`,
      loading: [...document.querySelectorAll('.ant-skeleton, .skeleton, .ant-spin-spinning, [aria-busy=true]')].some(
        (sign) => sign.checkVisibility(),
      ),
    }));
    same = now === last && !loading ? same + 1 : 0;
    last = now;
    return same >= 3;
  }, PATIENCE_MS);
}

/** Keys of our texts where words should be, templates of the host, and what programs say instead of people. */
const WRONG = [
  /\b(pages|portal|collections|lifecycle|rules|errors|notices|api|host)\.[a-z][\w.]*/,
  /\{\{[^}]*\}\}/,
  /\b(undefined|NaN|Invalid Date|\[object Object\])\b/,
];

/** What a Chinese reader must not find on a page of ours: the above, and whole English sentences, except where data are kept in both languages. */
export async function wordProblems(page: Page, bilingual = false): Promise<string[]> {
  const text = await page.evaluate(() => document.body.innerText);
  const wrong = WRONG.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
  const english = text
    .split('\n')
    .filter((line) => /[a-z]{2,} [a-z]{2,} [a-z]{2,}/i.test(line) && !/[\u4e00-\u9fff]/.test(line));
  return bilingual ? wrong : [...wrong, ...english];
}

/** Messages about something that failed. */
export async function errorProblems(page: Page): Promise<string[]> {
  // Every notice of the host says that it is an alert, also one of a message that has come.
  const alert = '[role=alert]:not(.ant-notification-notice *)';
  const shown = page.locator(
    `.ant-message-error, .ant-notification-notice-error, .ant-alert-error, .ant-result-error, ${alert}`,
  );
  // The host keeps pages that were left, out of sight.
  const texts = await shown.filter({ visible: true }).allInnerTexts();
  // A field or block of which the host knows no model says so where it would stand.
  const unknown = await page
    .getByText(/^Model class .* not found/)
    .filter({ visible: true })
    .allInnerTexts();
  return [...texts, ...unknown].filter((text) => text.trim() !== '').map((text) => `error shown: ${text}`);
}

/** Whether the page as a whole has to be pushed sideways. */
export async function widthProblems(page: Page): Promise<string[]> {
  const { needed, there } = await page.evaluate(() => ({
    needed: document.documentElement.scrollWidth,
    there: document.documentElement.clientWidth,
  }));
  return needed > there ? [`needs ${needed} px, has ${there}`] : [];
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string | null;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

/** What axe-core calls serious or critical. Evaluated past the page's content security policy, which lets no foreign script in. */
export async function accessProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } };
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

const TABS_MAX = 80;

/** Goes through the page by the tabulator key alone until the control is reached. */
export async function keyboardProblems(page: Page, name: string | RegExp): Promise<string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.getSelection()?.removeAllRanges();
  });
  const fits = (said: string) => (typeof name === 'string' ? said.includes(name) : name.test(said));
  for (let pressed = 0; pressed < TABS_MAX; pressed += 1) {
    await page.keyboard.press('Tab');
    const said = await page.evaluate(() => {
      const at = document.activeElement as HTMLInputElement | null;
      return [at?.innerText, at?.getAttribute('aria-label'), at?.labels?.[0]?.innerText].filter(Boolean).join(' ');
    });
    if (fits(said)) return [];
  }
  return [`the tabulator key does not reach “${name}”`];
}

/** What is wrong with a page of the host, once it has settled: errors, words, width. */
export async function hostProblems({ page }: Seat): Promise<string[]> {
  await settled(page);
  return [...(await errorProblems(page)), ...(await wordProblems(page)), ...(await widthProblems(page))];
}

/** What is wrong with a page of the portal, once it has settled: as of the host's, and what keeps somebody from using it. */
export const portalProblems = async (seat: Seat): Promise<string[]> => [
  ...(await hostProblems(seat)),
  ...(await accessProblems(seat.page)),
];
