import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/browser.ts';
import { useConsole } from './use-console.ts';

describe.skipIf(!chromiumPath)('themes and duplicates in a browser', () => {
  const house = useConsole();

  const visit = async (path: string, options: BrowserContextOptions = {}) => {
    const { context, alarms } = await house.open(options);
    const page = await context.newPage();
    const response = await page.goto(path);
    return { page, context, alarms, status: response?.status() };
  };

  it('the map is reached by keyboard: a point is a link to its issue', async () => {
    const { page, context } = await visit('/harbour/tide/themes');
    await page.locator('.skip-map').focus();
    await page.keyboard.press('Tab');
    const name = await page.evaluate("document.activeElement?.getAttribute('aria-label')");
    expect(name).toMatch(/^#\d+ .+, (open|closed)$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/harbour\/tide\/issues\/\d+$/);
    await context.close();
  });

  it('a proposal is let stand or vetoed without JavaScript, as a command of the person', async () => {
    const { page, context, alarms } = await visit('/harbour/tide/duplicates', { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Confirm duplicate: #147 and #131' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Saved for #147');
    await page.getByRole('button', { name: 'Not a duplicate: #148 and #96' }).click();
    expect(house.served.box.asked.slice(-2)).toMatchObject([
      { number: 147, by: { login: 'mona' }, asked: { command: { name: 'duplicate', argument: '#131' } } },
      { number: 148, by: { login: 'mona' }, asked: { command: { name: 'not-duplicate', argument: '' } } },
    ]);
    expect(alarms).toEqual([]);
    await context.close();
  });

  it('what strangers and models wrote stays text', async () => {
    const { page, context, alarms } = await visit('/harbour/tide/duplicates');
    expect(await page.locator('main script, main img, main blockquote b').count()).toBe(0);
    expect(await page.getByText('<script>alert(2)</script>').count()).toBe(1);
    expect(alarms).toEqual([]);
    await context.close();
  });

  it('what may not be seen is not found, and what cannot be read says so', async () => {
    for (const path of ['/harbour/secret/themes', '/harbour/secret/duplicates', '/harbour/tide/themes/99']) {
      const { status, context } = await visit(path);
      expect(status).toBe(404);
      await context.close();
    }
    house.served.pages.broken = true;
    for (const path of ['/harbour/tide/themes', '/harbour/tide/duplicates']) {
      const { page, status, context } = await visit(path);
      expect(status).toBe(500);
      expect(await page.getByText('No data was lost').count()).toBeGreaterThan(0);
      await context.close();
    }
    house.served.pages.broken = false;
  });
});
