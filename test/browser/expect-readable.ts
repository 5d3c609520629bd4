import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * The page as it stands breaks no rule of axe's, light or dark, and is no wider than its window; `what` names it where it does. The
 * dark page is the light one in other colors, so that only contrast is looked at again.
 */
export async function expectReadable(page: Page, what: string): Promise<void> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violationsOf(page, {}), what).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violationsOf(page, { runOnly: ['color-contrast'] }), `${what}, dark`).toEqual([]);
  await expectFits(page, what);
}

/** Only violations are gathered: the details of what passed take axe five times as long, and nobody reads them. */
async function violationsOf(page: Page, options: { runOnly?: string[] }): Promise<string[]> {
  const asked = JSON.stringify({ resultTypes: ['violations'], ...options });
  return page.evaluate(
    `axe.run(document, ${asked}).then(({ violations }) =>
       violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
}

/** The same of a page whose layout is not disturbed by resizing its window, which must be wide enough at every width. */
export async function expectReadableAtAnyWidth(page: Page, what: string): Promise<void> {
  await expectReadable(page, what);
  const size = page.viewportSize() ?? { width: 1280, height: 800 };
  for (const width of [320, 768, 1600]) {
    await page.setViewportSize({ ...size, width });
    await expectFits(page, `${what} at ${width} px`);
  }
  await page.setViewportSize(size);
}

async function expectFits(page: Page, what: string): Promise<void> {
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  expect(overflow, `${what} is wider than the window`).toBeLessThanOrEqual(0);
}

/** A phone's and a laptop's, where rules of layout differ. */
export const widths = [360, 1280];
