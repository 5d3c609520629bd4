import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * The page as it stands breaks no rule of axe's and is no wider than its window; `what` names it where it does. Only violations are
 * gathered: the details of what passed take axe five times as long, and nobody reads them.
 */
export async function expectReadable(page: Page, what: string): Promise<void> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
  const violations = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
       violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  )) as string[];
  expect(violations, what).toEqual([]);
  await expectFits(page, what);
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

/** Light and dark, on a phone and on a laptop: where rules of contrast and of layout differ. */
export const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [360, 1280].map((width) => ({ colorScheme, width })),
);
