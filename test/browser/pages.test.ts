import { describe, expect, it } from 'vitest';
import { effectIds } from '../console/page-situations.ts';
import { chromiumPath } from '../support/browser.ts';
import { expectReadableAtAnyWidth, widths } from './expect-readable.ts';
import { useConsole } from './use-console.ts';

const pages = [
  '',
  '/labels',
  '/activity',
  '/activity?verify=1&who=mona',
  '/failures?retried=2',
  '/settings?stale=1',
];

describe.skipIf(!chromiumPath)('the pages of a repository in a browser', () => {
  const house = useConsole();

  it.each(widths)(
    'axe finds nothing and nothing is wider than the window, %i px wide',
    { timeout: 180_000 },
    async (width) => {
      const viewport = { width, height: 900 };
      const { context, alarms } = await house.open({ viewport });
      const page = await context.newPage();
      for (const path of [
        ...pages.map((each) => `/harbour/tide${each}`),
        '/harbour/ledger',
        '/harbour/ledger/labels',
      ]) {
        await page.goto(path);
        await page.locator('main details').evaluateAll((all) => {
          for (const each of all) each.setAttribute('open', '');
        });
        await expectReadableAtAnyWidth(page, path);
      }
      expect(alarms).toEqual([]);
      await context.close();
    },
  );

  it('plots are drawn in the colors of the theme, and tell their numbers as a table', async () => {
    const { context } = await house.open();
    const page = await context.newPage();
    await page.goto('/harbour/tide');
    const color = () =>
      page.evaluate(
        `getComputedStyle(document.querySelector('#trust .chart-svg text')).fill`,
      ) as Promise<string>;
    await page.emulateMedia({ colorScheme: 'light' });
    const day = await color();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await color()).not.toBe(day);
    expect(await page.getByRole('img', { name: /^Accuracy\. \d+ of \d+ judged/ }).count()).toBe(1);
    await page.locator('#trust summary').click();
    expect(await page.locator('#trust tbody tr').count()).toBe(12);
    await context.close();
  });

  it('works without JavaScript: pause, filter, preview of an undo, drop, check of settings', async () => {
    const { context, alarms } = await house.open({
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await page.goto('/harbour/tide');
    await page.getByRole('button', { name: 'Pause this repository' }).click();
    await page.getByRole('button', { name: 'Resume this repository' }).click();
    await page.getByRole('link', { name: 'Activity' }).click();
    await page.getByRole('link', { name: 'mona' }).first().click();
    await page.waitForURL(/who=mona/);
    await page.getByRole('link', { name: /by mona/ }).click();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: 'Undo selected' }).click();
    expect(await page.locator('main').textContent()).toContain('1 of 2 can be undone');
    expect(house.served.box.asked).toEqual([]);
    await page.getByRole('button', { name: 'Undo 1 change' }).click();
    await page.waitForURL(/undoing=1/);
    expect(house.served.box.asked).toMatchObject([{ asked: { kind: 'undo', effects: [effectIds[0]] } }]);
    await page.getByRole('link', { name: 'Failures' }).click();
    await page.locator('summary', { hasText: 'Drop' }).first().click();
    await page.getByLabel('Reason for dropping it').first().fill('the fork is gone');
    await page.getByRole('button', { name: 'Drop', exact: true }).first().click();
    await page.waitForURL(/dropped=1/);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Contents of').fill('mode: sometimes');
    await page.getByRole('button', { name: 'Validate' }).click();
    expect(await page.locator('#check-answer').textContent()).toContain('line 1:');
    expect(alarms).toEqual([]);
    await context.close();
  });

  it('checks settings in place, and today and the past stay fresh by themselves', async () => {
    const { context, alarms } = await house.open();
    const page = await context.newPage();
    await page.goto('/harbour/tide/settings');
    await page.getByLabel('Contents of').fill('mode: apply');
    await page.getByRole('button', { name: 'Validate' }).click();
    await expect.poll(() => page.locator('#check-answer').textContent()).toContain('This file is valid.');
    expect(page.url()).toMatch(/settings$/);
    await page.goto('/harbour/tide');
    await page.waitForSelector('#live[data-live="connected"]');
    const asked = page.waitForRequest(/\/harbour\/tide\/backfill$/);
    await asked;
    await expect.poll(() => page.locator('#backfill progress').count()).toBe(1);
    expect(alarms).toEqual([]);
    await context.close();
  });

  it('is walked by keyboard: every link, button and field of a page takes the focus and shows it', async () => {
    const { context } = await house.open();
    const page = await context.newPage();
    for (const path of pages) {
      await page.goto(`/harbour/tide${path}`);
      const wanted = await page
        .locator('main :is(a, button, input:not([type=hidden]), textarea, summary):visible')
        .count();
      await page.locator('main').focus();
      let reached = 0;
      for (; reached < wanted; reached++) {
        await page.keyboard.press('Tab');
        const seen = await page.evaluate(
          `document.querySelector('main').contains(document.activeElement) && getComputedStyle(document.activeElement).outlineStyle !== 'none'`,
        );
        if (!seen) break;
      }
      expect(reached, path).toBe(wanted);
    }
    await context.close();
  });
});
