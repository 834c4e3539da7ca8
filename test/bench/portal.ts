import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../support/browser';
import { startServer } from '../support/server';
import type { Result } from './index';
import { table } from './measure';

const KIB = 1024;
const GOAL_KIB = 120;

/** What a phone loads when somebody opens the portal for the first time, beside the host's own sign-in page: bytes on the wire and requests. */
export async function portal(): Promise<Result> {
  const server = await startServer({ demo: true });
  try {
    const browser = await chromium.launch(await findChromium());
    const ours = { name: 'portal', ...(await load(browser, `${server.url}/sidan/`)) };
    const theirs = { name: 'sign-in page', ...(await load(browser, `${server.url}/v/signin`)) };
    await browser.close();
    const kib = Math.round((ours.bytes / KIB) * 10) / 10;
    return {
      table: table([
        ['first load', 'KiB on the wire', 'requests'],
        ...[ours, theirs].map(({ name, bytes, requests }) => [name, (bytes / KIB).toFixed(1), requests]),
      ]),
      figures: {
        portalBytes: ours.bytes,
        portalRequests: ours.requests,
        signInBytes: theirs.bytes,
        signInRequests: theirs.requests,
      },
      goals: [{ name: 'portal first load, KiB compressed', value: kib, goal: GOAL_KIB, met: kib <= GOAL_KIB }],
    };
  } finally {
    await server.stop();
  }
}

/** A fresh profile each time: nothing is cached. Bytes are what the browser's network layer received, headers included. */
async function load(browser: Browser, address: string): Promise<{ bytes: number; requests: number }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  let requests = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await context.close();
  return { bytes, requests };
}
