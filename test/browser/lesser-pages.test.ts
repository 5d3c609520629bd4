import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../src/console/api/api.ts';
import type { ApiDeps } from '../../src/console/api/api-env.ts';
import { loadAssets } from '../../src/console/frame/serve-assets.ts';
import { createWebServer, type WebServer } from '../../src/ops/web-server.ts';
import { harbour } from '../console/harbour.ts';
import { createMemoryConsole } from '../console/memory-console.ts';
import { chromiumPath, openBrowser } from '../support/browser.ts';
import { expectReadableAtAnyWidth, widths } from './expect-readable.ts';
import { openWindow } from './served-console.ts';

/** What is opened rarely: themes, duplicates, the Backtest, tokens, the API's reference, and undo of much at once. */
const pages = [
  '/harbour/tide/themes',
  '/harbour/tide/themes/1',
  '/harbour/ledger/themes',
  '/harbour/tide/duplicates',
  '/harbour/tide/duplicates?state=linked',
  '/harbour/ledger/duplicates',
  '/harbour/tide/received',
  '/harbour/ledger/received',
  '/harbour/tide/issues?state=all&days=1',
  '/harbour/tide/backtest',
  '/harbour/ledger/backtest',
  '/tokens',
  '/api/v1',
  '/harbour/tide/activity?model=local+v3&days=7',
  '/harbour/tide/activity/undo-all?model=local+v3&days=7',
];

describe.skipIf(!chromiumPath)('pages that are opened rarely, in a browser', () => {
  let browser: Browser;
  let server: WebServer;
  let cookie: string;
  beforeAll(async () => {
    browser = await openBrowser();
    const made = await createMemoryConsole(harbour());
    // The reference is drawn from the routes alone; nothing behind them is asked.
    const { paths: assets } = await loadAssets();
    const api = createApi({ baseUrl: 'http://127.0.0.1', assets } as ApiDeps);
    server = await createWebServer({
      host: '127.0.0.1',
      port: 0,
      routes: [api as never, made.app as never],
      onError: (error) => made.errors.push(error),
    });
    cookie = await made.signInAs('mona');
    const body = new URLSearchParams({
      name: 'nightly report of a very long name',
      scope: 'write',
      days: '30',
    });
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    expect((await made.app.request('/tokens', { method: 'POST', headers, body })).status).toBe(201);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close(0);
  });

  it.each(widths)(
    'axe finds nothing and nothing is wider than the window, %i px wide',
    { timeout: 180_000 },
    async (width) => {
      const viewport = { width, height: 900 };
      const { context, alarms } = await openWindow(browser, server, cookie, { viewport });
      const page = await context.newPage();
      for (const path of pages) {
        expect((await page.goto(path))?.status(), path).toBe(200);
        await page.locator('main details').evaluateAll((all) => {
          for (const each of all) each.setAttribute('open', '');
        });
        await expectReadableAtAnyWidth(page, path);
      }
      expect(alarms).toEqual([]);
      await context.close();
    },
  );

  it.each(pages)('%s is at most 50 KB compressed', async (path) => {
    const answer = await fetch(server.url + path, { headers: { cookie, 'accept-encoding': 'gzip' } });
    const length = Number(answer.headers.get('content-length') ?? Number.NaN);
    const text = await answer.text();
    expect(Number.isNaN(length) ? gzipSync(text).byteLength : length).toBeLessThanOrEqual(50_000);
    expect(text.match(/<[^>]*\s(?:style|on\w+)=|<style|<script(?![^>]*\ssrc=)/)).toBeNull();
  });

  it.each(pages)('%s is walked by keyboard, and the focus is always to be seen', async (path) => {
    const { context } = await openWindow(browser, server, cookie);
    const page = await context.newPage();
    await page.goto(path);
    const wanted = await page
      .locator('main :is(a[href], button, input:not([type=hidden]), textarea, select, summary):visible')
      .count();
    await page.locator('main').focus();
    let reached = 0;
    for (; reached < Math.min(wanted, 40); reached++) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(
        `document.querySelector('main').contains(document.activeElement) && getComputedStyle(document.activeElement).outlineStyle !== 'none'`,
      );
      if (!seen) break;
    }
    expect(reached).toBe(Math.min(wanted, 40));
    await context.close();
  });
});
