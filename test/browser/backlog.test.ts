import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { harbour } from '../console/harbour.ts';
import { chromiumPath, openBrowser } from '../support/browser.ts';
import { openWindow, serveConsole } from './served-console.ts';

describe.skipIf(!chromiumPath)('the backlog in a browser', () => {
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
    await served?.server.close(0);
  });

  it.each([
    ['light', 360],
    ['dark', 1600],
  ] as const)(
    'shows the replay and the preview without a fault, %s at %d px',
    { timeout: 120_000 },
    async (colorScheme, width) => {
      const { context, alarms } = await openWindow(browser, served.server, cookie, {
        colorScheme,
        viewport: { width, height: 800 },
      });
      const page = await context.newPage();
      for (const path of ['/harbour/tide/backlog', '/setup/installed']) {
        await page.goto(path);
        if (path.endsWith('backlog')) await page.getByText('Of the newest 3').waitFor();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
        ).toEqual([]);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(overflow, `${path} is wider than the window`).toBeLessThanOrEqual(0);
      }
      expect(alarms).toEqual([]);
      await context.close();
    },
  );

  it('asks for a triage of each open issue, once a day', async () => {
    const post = () =>
      served.app.request('/harbour/tide/backlog', {
        ...{ method: 'POST', headers: { cookie, origin: 'http://127.0.0.1' } },
      });
    expect((await post()).headers.get('location')).toBe('/harbour/tide/backlog?asked=3');
    await post();
    const asked = served.box.asked.filter(({ asked }) => asked.kind === 'command');
    expect(asked.map(({ number }) => number)).toEqual([9, 8, 7]);
  });
});
