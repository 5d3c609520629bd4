import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The page as it stands breaks no rule of axe's and is no wider than its window; `what` names it where it does. */
export async function expectReadable(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  expect(found, what).toEqual([]);
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  expect(overflow, `${what} is wider than the window`).toBeLessThanOrEqual(0);
}

/** Light and dark, at the widths of a phone, a tablet, a laptop and a large screen. */
export const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [360, 768, 1280, 1600].map((width) => ({ colorScheme, width })),
);
