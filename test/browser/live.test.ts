import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { harbour } from '../console/harbour.ts';
import { tide, triaged, value, waiting } from '../console/situations.ts';
import { chromiumPath, openBrowser } from '../support/browser.ts';
import { openWindow, serveConsole } from './served-console.ts';

describe.skipIf(!chromiumPath)('live in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  async function openPage(path: string) {
    const served = await serveConsole(harbour());
    const { context, alarms } = await openWindow(browser, served.server, await served.signInAs('mona'));
    const page = await context.newPage();
    await page.goto(path);
    await page.waitForSelector('#live[data-live="connected"]');
    const close = async () => {
      await context.close();
      await served.server.close(0);
    };
    return { ...served, page, alarms, close };
  }

  it('a row appears on top, changes in place and keeps the keyboard’s focus', async () => {
    const { page, world, alarms, close } = await openPage('/harbour/tide/issues');
    const fresh = waiting(149, 'Just now, before your eyes', { updatedAt: new Date().toISOString() });
    world.change(tide, fresh);
    await page.waitForSelector('#issue-149');
    expect(await page.locator('.issue-row').first().getAttribute('id')).toBe('issue-149');
    expect(await page.locator('#issue-149 .outcome').textContent()).toContain('Waiting');
    await page.locator('#issue-149-link').focus();
    world.change(tide, triaged(fresh, [value()]));
    await page.waitForSelector('#issue-149 .label-d73a4a');
    expect(await page.locator('#issue-149 .outcome').textContent()).toContain('Applied');
    expect(await page.locator('#issue-149').count()).toBe(1);
    expect(await page.evaluate('document.activeElement.id')).toBe('issue-149-link');
    world.change(tide, waiting(149, 'Closed', { state: 'closed' }));
    await page.waitForSelector('#issue-149', { state: 'detached' });
    expect(alarms).toEqual([]);
    await close();
  });

  it('the first row of an empty list takes the place of the words', async () => {
    const { page, world, alarms, close } = await openPage('/harbour/ledger/issues');
    expect(await page.getByText('No open issues').isVisible()).toBe(true);
    const ledger = { ...tide, repositoryId: 71 };
    world.change(ledger, waiting(1, 'The first'));
    await page.waitForSelector('#issue-1');
    expect(await page.getByText('No open issues').isVisible()).toBe(false);
    expect(alarms).toEqual([]);
    await close();
  });

  it('an open issue shows its decision when it is made', async () => {
    const { page, world, alarms, close } = await openPage('/harbour/tide/issues/148');
    expect(await page.locator('#decision').textContent()).toContain('Queued for triage');
    world.change(tide, triaged(waiting(148, 'Reminder sounds twice'), [value()]));
    await page.waitForSelector('#decision .decision-row');
    expect(await page.locator('#decision').textContent()).toContain('94%');
    expect(await page.locator('#timeline').textContent()).toContain('DispatchAI decided bug');
    expect(await page.locator('#issue-head').textContent()).toContain('bug');
    expect(await page.locator('#writes').textContent()).toContain('added bug');
    expect(alarms).toEqual([]);
    await close();
  });

  it('the count beside the repository follows on every page, also for what the live page does not show', async () => {
    const { page, world, alarms, close } = await openPage('/harbour/tide/inbox');
    const count = () => page.locator('.side-bar [data-count="harbour/tide"]').textContent();
    expect((await count())?.trim()).toBe('1');
    world.change(tide, triaged(waiting(149, 'One more'), [value({ autonomy: 'suggest' })]));
    await expect.poll(count, { timeout: 15_000 }).toMatch(/^\s*2\s*$/);
    expect(alarms).toEqual([]);
    await close();
  });

  it('keys act on what is selected, nothing selected is said, and an answer tells by itself when it is done', async () => {
    const { page, box, close } = await openPage('/harbour/tide/inbox');
    const said = () => page.locator('#inbox-last').textContent();
    await page.locator('#bulk-approve').click();
    await expect.poll(said).toContain('No issues selected');
    await page.locator('#card-145-check').check();
    await page.locator('#card-141-check').check();
    await page.locator('#card-147').focus();
    await page.keyboard.press('a');
    await expect.poll(() => box.asked.map(({ number }) => number).toSorted()).toEqual([141, 145]);
    await expect.poll(said).toContain('Approving');
    box.settle();
    await expect.poll(said, { timeout: 15_000 }).toMatch(/Approved.*#14[15].*#14[15]/s);
    await close();
  });

  it('a picker finds every label of the repository, and says so where none matches', async () => {
    const { page, box, close } = await openPage('/harbour/tide/inbox');
    await page.locator('#card-145').focus();
    await page.keyboard.press('c');
    await page.keyboard.type('nothing like it');
    const none = page.locator('#card-145-pick .picker-none');
    expect(await none.isVisible()).toBe(true);
    expect(await none.textContent()).toBe('No matches');
    await page.locator('#card-145-pick .picker-input').fill('good first');
    expect(await none.isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => box.asked.map(({ asked }) => asked))
      .toEqual([{ kind: 'command', command: { name: 'label', argument: 'good first issue' } }]);
    await close();
  });

  it('a broken stream is said, comes back by itself and misses nothing', async () => {
    const { page, world, close } = await openPage('/harbour/tide/issues');
    await page.context().setOffline(true);
    world.closeLive();
    await page.waitForSelector('#live[data-live="reconnecting"]');
    expect(await page.locator('#live-words').textContent()).toContain('may be out of date');
    world.change(tide, waiting(149, 'While away'));
    await page.context().setOffline(false);
    await page.waitForSelector('#issue-149');
    await page.waitForSelector('#live[data-live="connected"]');
    await close();
  });

  it('an open page does not hinder a stop', async () => {
    const { world, server, page, close } = await openPage('/harbour/tide/issues');
    await server.close(60_000);
    await expect.poll(() => world.subscriptions()).toBe(0);
    await page.waitForSelector('#live[data-live="reconnecting"]');
    await close();
  });
});
