import type { BrowserContext, Page } from 'playwright-core';

const MARK = 'uncaught rejection: ';

/**
 * What goes wrong in a page itself: uncaught errors, promises that were rejected and nobody minded, answers of 500 and above. Add before a page is opened.
 *
 * A rejection is told by the page and not by the browser: errors of the host's HTTP client are no native ones, and all that the browser says of them is the
 * name of a minified class.
 */
export async function tellRejections(context: BrowserContext): Promise<void> {
  await context.addInitScript((mark) => {
    addEventListener('unhandledrejection', (event) => {
      interface Failed extends Error {
        code?: string;
        config?: { method?: string; url?: string };
        response?: { status?: number };
      }
      const reason = event.reason as Partial<Failed> | undefined;
      const { name, code, config, response, message, stack } = reason ?? {};
      const parts = [name, code, config?.method, config?.url, response?.status, message ?? String(reason), stack];
      console.error(mark + parts.filter(Boolean).join(' '));
      event.preventDefault();
    });
  }, MARK);
}

export function listen(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.text().startsWith(MARK)) faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  return faults;
}
