import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../demo/free-port.ts';
import { setRole } from '../../demo/local-github/accounts/set-role.ts';
import { type SeedRepository, SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import { callbackPath } from '../../src/console/pages/sign-in/route.tsx';
import type { RepositoryRef } from '../../src/domain/issue/repository.ts';
import { createInboxReads } from '../../src/store/console/inbox-reads.ts';
import { createLessonStore } from '../../src/store/lessons/lessons.ts';
import { chromiumPath, openBrowser } from '../support/browser.ts';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';
import { openWindow } from './served-console.ts';

// Corrections change what is decided of like issues, so each test has a repository of its own.
const repos = ['pens', 'pots', 'mugs', 'lids', 'jars', 'caps'].map((name) => `acme/${name}`);
const crash = (what: string) => ({
  title: `Crash when opening ${what}`,
  body: `Since the last update it crashes every time with ${what}.\n\n\`\`\`\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n\`\`\``,
  author: 'rita',
});

describe.skipIf(!chromiumPath).each(databases)(
  'correcting in a browser, on the $name database',
  (database) => {
    let browser: Browser;
    let run: RunningDispatch;
    beforeAll(async () => {
      browser = await openBrowser();
      const port = await freePort(0, 'PORT');
      const baseUrl = `http://127.0.0.1:${port}`;
      const seed = {
        ...SMALL_SEED,
        app: { ...SMALL_SEED.app, callbackUrls: [baseUrl + callbackPath] },
        users: SMALL_SEED.users.map((user) =>
          user.login === 'tess'
            ? { ...user, roles: Object.fromEntries(repos.map((repo) => [repo, 'triage' as const])) }
            : user,
        ),
        repositories: repos.map((repo) => ({
          ...(SMALL_SEED.repositories[0] as SeedRepository),
          name: repo.slice('acme/'.length),
          files: { '.github/dispatch.yml': 'mode: suggest\n' },
        })),
      };
      run = await runDispatch(
        database,
        { seed },
        { PORT: String(port), BASE_URL: baseUrl, RATE_LIMIT: '10000' },
      );
    });
    afterAll(async () => {
      await browser?.close();
      await run?.close();
    });

    const ref = (repo: string): RepositoryRef => ({
      installationId: run.github.installationId,
      repositoryId: run.github.world.tables.repos.findOneBy('full_name', repo)?.id ?? 0,
      owner: 'acme',
      name: repo.slice('acme/'.length),
      private: false,
    });
    const opened = async (repo: string, what: string) => {
      const { number } = await run.github.openIssue(repo, crash(what));
      await run.drained();
      return number;
    };
    const labels = (repo: string, number: number) => {
      const { tables } = run.github.world;
      const issue = tables.issues
        .findBy('repo_id', ref(repo).repositoryId)
        .find((row) => row.number === number);
      return (issue?.label_ids ?? []).map((id) => tables.labels.get(id)?.name).sort();
    };
    const lessons = async (repo: string, number: number) =>
      (await createLessonStore(run.dispatch.database).list(ref(repo), { number }, 50)).map(
        ({ subject, verdict, by }) =>
          `${by?.login} ${verdict} ${'value' in subject ? subject.value : subject.kind}`,
      );
    const signIn = async (login: string, path: string, options: BrowserContextOptions = {}) => {
      const { context, alarms } = await openWindow(
        browser,
        { ...run.dispatch, port: 0, close: async () => {} },
        null,
        options,
      );
      const page = await context.newPage();
      await page.goto(path);
      await page.getByRole('link', { name: 'Sign in with GitHub' }).click();
      await page.getByRole('button', { name: login }).click();
      await page.waitForURL(`${run.dispatch.url}${path}`);
      return { context, page, atHome: () => alarms.filter((alarm) => !alarm.includes(run.github.url)) };
    };
    const connected = (page: Page) => page.waitForSelector('#live[data-live="connected"]');

    it('corrects: said at once, written on GitHub, taught, and seen by somebody else', {
      timeout: 60_000,
    }, async () => {
      const repo = repos[0] as string;
      const number = await opened(repo, 'an archive');
      const path = `/${repo}/issues/${number}`;
      const tess = await signIn('tess', path);
      const mona = await signIn('mona', path);
      await connected(tess.page);
      await connected(mona.page);
      await tess.page.locator('#decision summary', { hasText: 'Correct' }).first().click();
      await tess.page.keyboard.type('quest');
      await tess.page.keyboard.press('Enter');
      expect(await tess.page.locator('details.picker[open]').count()).toBe(0);
      for (const { page } of [tess, mona]) {
        await page.waitForSelector('#decision .settled-line');
        await expect
          .poll(() => page.locator('#decision').textContent())
          .toContain('tess set this to question');
        await expect
          .poll(() => page.locator('#timeline').textContent())
          .toContain('tess corrected: question');
        await expect.poll(() => page.locator('#issue-head').textContent()).toContain('question');
      }
      await expect.poll(() => tess.page.locator('#decision').textContent()).not.toContain('Correcting');
      expect(labels(repo, number)).toEqual(['question']);
      expect(await lessons(repo, number)).toContain('tess missed question');
      await tess.page.locator('#writes button', { hasText: 'Undo' }).first().click();
      await expect.poll(() => labels(repo, number), { timeout: 30_000 }).toEqual([]);
      await expect.poll(() => lessons(repo, number)).toEqual([]);
      expect([...tess.atHome(), ...mona.atHome()]).toEqual([]);
      await tess.context.close();
      await mona.context.close();
    });

    it('two tabs that conflict: the later one is told what stands, and may answer again', {
      timeout: 60_000,
    }, async () => {
      const repo = repos[1] as string;
      const number = await opened(repo, 'a shared archive');
      const path = `/${repo}/issues/${number}`;
      const tess = await signIn('tess', path);
      await connected(tess.page);
      // The page of tess hears of nothing more.
      await tess.page.evaluate(`document.getElementById('live').remove()`);
      const mona = await signIn('mona', path);
      await mona.page.getByRole('button', { name: /^Approve category/ }).click();
      await expect.poll(() => labels(repo, number), { timeout: 30_000 }).toEqual(['bug']);
      await expect.poll(() => lessons(repo, number)).toContain('mona accepted bug');
      await tess.page.getByRole('button', { name: /^Reject category/ }).click();
      await tess.page.waitForSelector('.answer-conflict');
      const said = await tess.page.locator('#decision .answer-conflict').textContent();
      expect(said).toContain('Not saved: mona approved bug');
      expect(labels(repo, number)).toEqual(['bug']);
      expect(await tess.page.locator('#decision').textContent()).toContain('mona approved this');
      // The conflict itself: the browser logs an answer of 409 as an error.
      expect(tess.atHome().filter((alarm) => !alarm.includes('409'))).toEqual([]);
      await tess.context.close();
      await mona.context.close();
    });

    it('corrects without JavaScript, and says so when somebody was faster', {
      timeout: 120_000,
    }, async () => {
      const repo = repos[2] as string;
      const number = await opened(repo, 'a locked archive');
      const path = `/${repo}/issues/${number}`;
      const { page, context } = await signIn('tess', path, { javaScriptEnabled: false });
      await page.locator('#decision summary', { hasText: 'Correct' }).first().click();
      await page.locator('#decision select[name="to"]').first().selectOption({ label: 'question' });
      await page.locator('#decision button[value="correct"]').first().click();
      await page.waitForURL(/did=correct/);
      expect(await page.locator('#decision').textContent()).toMatch(/Correcting…|Corrected/);
      await expect.poll(() => labels(repo, number), { timeout: 30_000 }).toEqual(['question']);
      await expect
        .poll(
          async () => {
            await page.goto(path);
            return page.locator('#decision').textContent();
          },
          { timeout: 30_000 },
        )
        .toContain('tess set this to question');
      const stale = await context.newPage();
      await stale.goto(path);
      await run.github.addLabel(repo, number, 'bug', 'mona');
      await run.drained();
      await stale.locator('#decision summary', { hasText: 'Correct' }).first().click();
      await stale.locator('#decision select[name="to"]').first().selectOption({ index: 1 });
      await stale.locator('#decision button[value="correct"]').first().click();
      await stale.waitForSelector('.answer-conflict');
      expect(await stale.locator('#decision .answer-conflict').textContent()).toContain('mona');
      await context.close();
    });

    it('runs through the Inbox by keyboard alone', { timeout: 120_000 }, async () => {
      const repo = repos[5] as string;
      const numbers = [
        await opened(repo, 'one file'),
        await opened(repo, 'two files'),
        await opened(repo, 'three files'),
      ];
      const { page, context, atHome } = await signIn('tess', `/${repo}/inbox`);
      await connected(page);
      const current = () => page.locator('.card.is-current').getAttribute('id');
      const waiting = () => page.locator('#inbox-cards > .card').count();
      const before = await waiting();
      expect(before).toBeGreaterThanOrEqual(3);
      const first = Number((await current())?.replace('card-', ''));
      await page.keyboard.press('a');
      await expect.poll(waiting).toBe(before - 1);
      await expect
        .poll(() => page.locator('#inbox-last').textContent(), { timeout: 30_000 })
        .toContain(`Approved #${first}`);
      await expect.poll(() => labels(repo, first), { timeout: 30_000 }).toEqual(['bug']);
      await page.keyboard.press('u');
      await page.waitForSelector(`#card-${first}`);
      await expect.poll(() => labels(repo, first), { timeout: 30_000 }).toEqual([]);
      await expect
        .poll(() => page.locator('#inbox-last').textContent(), { timeout: 30_000 })
        .toContain(`Undone #${first}`);
      const second = Number((await current())?.replace('card-', ''));
      expect(second).not.toBe(first);
      await page.keyboard.press('c');
      await page.keyboard.type('question');
      await page.keyboard.press('Enter');
      await expect.poll(() => labels(repo, second), { timeout: 30_000 }).toEqual(['question']);
      await page.waitForSelector(`#card-${second}`, { state: 'detached' });
      await page.waitForSelector('.card.is-current');
      await page.keyboard.press('x');
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      expect(await page.locator('.card-check:checked').count()).toBe(2);
      await page.keyboard.press('a');
      for (const number of numbers.filter((each) => each !== second))
        await expect.poll(() => labels(repo, number), { timeout: 30_000 }).toEqual(['bug']);
      const last = () => page.locator('#inbox-last').textContent();
      await expect.poll(last, { timeout: 30_000 }).toMatch(/Approved #\d+, #\d+/);
      await page.keyboard.press('u');
      await expect.poll(last, { timeout: 30_000 }).toMatch(/Undone #\d+, #\d+/);
      await expect.poll(waiting, { timeout: 30_000 }).toBe(2);
      await page.waitForSelector('.card.is-current');
      await page.keyboard.press('?');
      expect(await page.locator('#keys').getAttribute('open')).not.toBeNull();
      await page.keyboard.press('?');
      await page.keyboard.press('o');
      await page.waitForURL(/issues\/\d+$/);
      await page.goBack();
      expect(numbers.length).toBe(3);
      const median = await createInboxReads(run.dispatch.database).medianOpenMs(ref(repo), new Date(0));
      expect(median?.median).toBeGreaterThan(0);
      expect(atHome()).toEqual([]);
      await context.close();
    });

    it('works through the Inbox without JavaScript, several at once', { timeout: 120_000 }, async () => {
      const repo = repos[3] as string;
      const numbers = [await opened(repo, 'a red door'), await opened(repo, 'a green gate')];
      const { page, context } = await signIn('tess', `/${repo}/inbox`, { javaScriptEnabled: false });
      for (const number of numbers) await page.locator(`#card-${number}-check`).check();
      await page.locator('#bulk-approve').click();
      await page.waitForURL(/did=approve/);
      for (const number of numbers)
        await expect.poll(() => labels(repo, number), { timeout: 30_000 }).toEqual(['bug']);
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.waitForURL(/did=undo/);
      for (const number of numbers)
        await expect.poll(() => labels(repo, number), { timeout: 30_000 }).toEqual([]);
      await context.close();
    });

    it('a permission that was taken away refuses the request, and ends the page within a minute', {
      timeout: 120_000,
    }, async () => {
      const repo = repos[4] as string;
      const number = await opened(repo, 'a last archive');
      const path = `/${repo}/issues/${number}`;
      const { page, context } = await signIn('tess', path);
      const mona = await signIn('mona', path);
      await connected(page);
      await connected(mona.page);
      setRole(run.github.world, repo, 'tess', null);
      const started = Date.now();
      await page.getByRole('button', { name: /^Approve category/ }).click();
      await expect
        .poll(() => mona.page.locator('#decision').textContent(), { timeout: 30_000 })
        .toContain('Refused, requested by tess');
      expect(labels(repo, number)).toEqual([]);
      await expect
        .poll(async () => (await page.goto(path))?.status(), { timeout: 60_000, interval: 2_000 })
        .toBe(404);
      expect(Date.now() - started).toBeLessThan(60_000);
      setRole(run.github.world, repo, 'tess', 'triage');
      await context.close();
      await mona.context.close();
    });
  },
);
