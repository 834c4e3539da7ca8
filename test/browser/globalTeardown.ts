import type { Server } from '../support/server';

export default async function globalTeardown(): Promise<void> {
  await (globalThis as { sidanBrowserServer?: Server }).sidanBrowserServer?.stop();
}
