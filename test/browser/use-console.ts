import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { harbour } from '../console/harbour.ts';
import { openBrowser } from '../support/browser.ts';
import { openWindow, serveConsole } from './served-console.ts';

/** For a suite: the console over the harbour's repositories, a browser, and mona signed in; ready once its tests run. */
export function useConsole() {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveConsole>>;
  let cookie: string;
  beforeAll(async () => {
    browser = await openBrowser();
    served = await serveConsole(harbour());
    cookie = await served.signInAs('mona');
  });
  afterAll(async () => {
    await browser?.close();
    await served?.server.close(100);
  });
  return {
    get served() {
      return served;
    },
    get cookie() {
      return cookie;
    },
    /** A window of mona's; of nobody who is signed in with `cookie` null. */
    open: (options: BrowserContextOptions = {}, as: { cookie: string | null } = { cookie }) =>
      openWindow(browser, served.server, as.cookie, options),
  };
}
