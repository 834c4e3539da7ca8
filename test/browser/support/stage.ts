import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findChromium } from '../../support/browser';
import { type SharedServer } from '../../support/shared';
import { listen, tellRejections } from './faults';
import { theServer } from './server';

/** A phone as residents and volunteers have it, and a desk as the centre has it. */
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };

/** How long anything may take to show on a busy machine. */
export const PATIENCE_MS = Number(process.env.SIDAN_TEST_PATIENCE_MS ?? 30_000);

/** Who does what, by the demo account that plays the part. */
export const CAST = {
  resident: 'renqiu-resident',
  dispatcher: 'renqiu-dispatcher',
  leader: 'renqiu-leader1',
  volunteer: 'renqiu-volunteer1',
  countyAdmin: 'renqiu-admin',
  siteManager: 'renqiu-site',
  supervisor: 'renqiu-supervisor',
  merchant: 'renqiu-merchant',
} as const;

export type Part = keyof typeof CAST;

/** Somebody's own browser window, with nobody else's cookies or storage. */
export interface Seat {
  page: Page;
  context: BrowserContext;
  /** What went wrong in the page itself: uncaught errors and rejections, answers of 500 and above. */
  faults: string[];
}

export interface Stage {
  server: SharedServer;
  /** Username and password of a part. */
  account(part: Part): { username: string; password: string; name: string };
  /** A new window, in Chinese unless said otherwise. */
  seat(view: typeof PHONE, language?: 'zh-CN' | 'en-US'): Promise<Seat>;
  close(): Promise<void>;
}

/** Browsers before the run's own server, or before one that a test has started for itself. */
export async function openStage(server: SharedServer = theServer()): Promise<Stage> {
  const found = await findChromium();
  // A browser's own words, in date fields for instance, follow the machine and not the page.
  const browser: Browser = await chromium.launch({ ...found, env: { ...process.env, LANGUAGE: 'zh_CN' } });
  return {
    server,
    account(part) {
      const found = server.accounts.find(({ username }) => username === CAST[part]);
      if (!found) throw new Error(`the demo county has no ${CAST[part]}`);
      return found;
    },
    async seat(view, language = 'zh-CN') {
      const phone = view.width < 600;
      const context = await browser.newContext({
        baseURL: server.url,
        viewport: view,
        isMobile: phone,
        hasTouch: phone,
        locale: language,
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(PATIENCE_MS);
      // The host follows the reader's choice, not the browser; its own default is Chinese.
      await context.addInitScript((chosen) => localStorage.setItem('NOCOBASE_LOCALE', chosen), language);
      await tellRejections(context);
      const page = await context.newPage();
      return { page, context, faults: listen(page) };
    },
    close: () => browser.close(),
  };
}
