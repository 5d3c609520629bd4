import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/browser.ts';
import { expectReadable, expectReadableAtAnyWidth, widths } from './expect-readable.ts';
import { useConsole } from './use-console.ts';

const pages = [
  '/',
  '/harbour/tide/issues',
  '/harbour/ledger/issues',
  '/harbour/tide/issues/147',
  '/harbour/tide/issues/148',
  '/harbour/tide/issues/147/alike',
  '/harbour/tide/inbox',
  '/harbour/ledger/inbox',
  '/harbour/tide/playground',
  '/nowhere/at-all',
];

describe.skipIf(!chromiumPath)('reading in a browser', () => {
  const house = useConsole();

  it.each(widths)('axe finds nothing, %i px wide', { timeout: 120_000 }, async (width) => {
    const { context, alarms } = await house.open({
      viewport: { width, height: 800 },
    });
    for (const path of pages) {
      const page = await context.newPage();
      await page.goto(path);
      await expectReadableAtAnyWidth(page, path);
      await page.close();
    }
    expect(alarms.filter((alarm) => !alarm.includes('404'))).toEqual([]);
    await context.close();
  });

  it('axe finds nothing on the sign-in page and in open menus', { timeout: 120_000 }, async () => {
    const out = await house.open({}, { cookie: null });
    const page = await out.context.newPage();
    await page.goto('/sign-in?ended=1');
    await expectReadable(page, 'the sign-in page');
    await out.context.close();
    const { context } = await house.open({ viewport: { width: 360, height: 700 } });
    const list = await context.newPage();
    await list.goto('/harbour/tide/issues');
    for (const name of ['Repositories', 'Theme: System', 'Signed in as mona']) {
      await list.getByLabel(name, { exact: true }).first().click();
      await expectReadable(list, name);
    }
    await context.close();
  });

  it('axe finds nothing in what one opens to answer: pickers, keys, the last action, results', {
    timeout: 120_000,
  }, async () => {
    for (const width of widths) {
      const { context, alarms } = await house.open({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      const clean = (what: string) => expectReadable(page, what);
      await page.goto('/harbour/tide/inbox');
      await page.keyboard.press('c');
      await clean('a picker in the Inbox');
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await clean('the keys');
      await page.keyboard.press('?');
      await page.locator('.card-approve').first().click();
      await page.waitForSelector('#inbox-last [data-undo]');
      await clean('the last action');
      await page.goto('/harbour/tide/issues/147');
      await page.locator('#decision summary', { hasText: 'Correct' }).first().click();
      await clean('a picker on the Issue page');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Approve category/ }).click();
      await page.waitForSelector('#decision .answer-line');
      await clean('an answer on its way');
      await page.goto('/harbour/tide/playground');
      await page.fill('#play-title', 'A crash');
      await page.waitForSelector('#play-first');
      await page.selectOption('#play-with', 'keywords');
      await page.waitForSelector('#play-second');
      await clean('two results');
      expect(alarms).toEqual([]);
      await context.close();
    }
  });

  it('reads, filters, searches and pages without JavaScript', async () => {
    const { context, alarms } = await house.open({
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await page.goto('/');
    await page.getByRole('link', { name: 'tide' }).last().click();
    await page.waitForURL(/tide\/issues$/);
    expect(await page.locator('.issue-row').count()).toBe(10);
    await page.getByLabel('Outcome').selectOption('suggested');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.waitForURL(/done=suggested/);
    expect(await page.locator('.issue-title').allTextContents()).toEqual([
      'README: the Docker example uses a port that is not exposed',
    ]);
    await page.getByRole('searchbox').fill('calendar');
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL(/q=calendar/);
    await page.getByRole('link', { name: /App closes when/ }).click();
    await page.waitForURL(/issues\/147$/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('#147');
    expect(await page.locator('.markdown-body').textContent()).toContain('durationOf');
    expect(await page.locator('#decision').textContent()).toContain('94%');
    await page.getByLabel('Theme: System').click();
    await page.getByRole('button', { name: 'Dark' }).click();
    await expect.poll(() => page.locator('html').getAttribute('data-color-mode')).toBe('dark');
    expect(page.url()).toContain('/harbour/tide/issues/147');
    expect(alarms).toEqual([]);
    await context.close();
  });

  it('is walked by keyboard: / to search, j and k through rows, focus always to be seen', async () => {
    const { context } = await house.open();
    const page = await context.newPage();
    await page.goto('/harbour/tide/issues');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await page.evaluate('document.activeElement.id')).toBe('issue-147-link');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('k');
    expect(await page.evaluate('document.activeElement.id')).toBe('issue-148-link');
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('search');
    await page.keyboard.type('widget');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=widget/);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/issues\/144$/);
    await page.keyboard.press('u');
    await page.waitForURL(/issues$/);
    await context.close();
  });
});
