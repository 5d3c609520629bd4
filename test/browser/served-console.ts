import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { createWebServer, type WebServer } from '../../src/ops/web-server.ts';
import { createMemoryConsole } from '../console/memory-console.ts';
import type { World } from '../console/memory-world.ts';

/** The console over worlds in memory, served by our own web server. */
export async function serveConsole(worlds: World[]) {
  const made = await createMemoryConsole(worlds);
  const server = await createWebServer({
    host: '127.0.0.1',
    port: 0,
    routes: [made.app as never],
    onError: (error) => made.errors.push(error),
  });
  return { ...made, server };
}

/** A browser window of a signed-in person that keeps everything that should never happen. */
export async function openWindow(
  browser: Browser,
  server: WebServer,
  cookie: string | null,
  options: BrowserContextOptions = {},
): Promise<{ context: BrowserContext; alarms: string[] }> {
  const context = await browser.newContext({ baseURL: server.url, ...options });
  if (cookie) {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: server.url }]);
  }
  const alarms: string[] = [];
  context.on('page', (page) => {
    page.on('dialog', async (dialog) => {
      alarms.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('pageerror', (error) => alarms.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') alarms.push(`console: ${message.text()} ${message.location().url}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith('data:'))
        alarms.push(`request: ${request.url()}`);
    });
  });
  return { context, alarms };
}
