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
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  expect(overflow, `${what} is wider than the window`).toBeLessThanOrEqual(0);
}

/** Light and dark, at the widths of a phone, a tablet, a laptop and a large screen. */
export const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [360, 768, 1280, 1600].map((width) => ({ colorScheme, width })),
);
