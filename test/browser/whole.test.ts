import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';
import { SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import { createPagePorts } from '../../src/app/create-page-ports.ts';
import { createPlayground } from '../../src/app/create-playground.ts';
import { createServices } from '../../src/app/services.ts';
import { createConsole } from '../../src/console/console.tsx';
import { createMarkdownThread } from '../../src/console/markdown/markdown-thread.ts';
import { callbackPath } from '../../src/console/pages/sign-in/route.tsx';
import type { RepositoryRef } from '../../src/domain/issue/repository.ts';
import { createPermissions, createSignIn } from '../../src/github/sign-in/sign-in.ts';
import { createWebServer, type WebServer } from '../../src/ops/web-server.ts';
import { type Queue, startQueue } from '../../src/queue/queue.ts';
import { createUserRequests } from '../../src/queue/user-requests.ts';
import { createTokenStore } from '../../src/store/console/api-tokens.ts';
import { createConsoleReads } from '../../src/store/console/console-reads.ts';
import { createInboxReads } from '../../src/store/console/inbox-reads.ts';
import { createRequestReads } from '../../src/store/console/request-reads.ts';
import { createSessionStore } from '../../src/store/console/sessions.ts';
import type { Database } from '../../src/store/core/database.ts';
import { createIssueStore } from '../../src/store/issues/issues.ts';
import { createDecisionStore } from '../../src/store/record/decisions.ts';
import { createLiveEvents } from '../../src/store/record/live-events.ts';
import { createTimelineStore } from '../../src/store/record/timeline.ts';
import { createRepositoryStore } from '../../src/store/repositories/repositories.ts';
import { tideLabels, value, waiting } from '../console/situations.ts';
import { keepLabels } from '../store/keep-read.ts';
import { chromiumPath, openBrowser } from '../support/browser.ts';
import { databases } from '../support/databases.ts';
import { openWindow } from './served-console.ts';

describe.skipIf(!chromiumPath).each(databases)('console, local GitHub and the $name database', ({ open }) => {
  let browser: Browser;
  let database: Database;
  let queue: Queue;
  let github: LocalGitHub;
  let server: WebServer;
  const markdown = createMarkdownThread();
  let repository: RepositoryRef;

  beforeAll(async () => {
    [browser, database] = await Promise.all([openBrowser(), open()]);
    queue = await startQueue(database);
    const services = createServices({ database, queue });
    // The App's callback needs an address, and the console needs the App: take a free port first.
    server = await createWebServer({ host: '127.0.0.1', port: 0, routes: [], onError: () => undefined });
    await server.close(0);
    const baseUrl = server.url;
    github = await startLocalGitHub({
      seed: { ...SMALL_SEED, app: { slug: 'dispatch', callbackUrls: [baseUrl + callbackPath] } },
    });
    const addresses = { apiUrl: github.url, webUrl: github.url };
    const routes = await createConsole({
      baseUrl,
      githubUrl: github.url,
      secret: randomUUID(),
      reads: createConsoleReads(database),
      pages: createPagePorts(services, queue),
      inbox: createInboxReads(database),
      alikeChanges: async () => [],
      requests: createUserRequests(database, queue),
      requestReads: createRequestReads(database),
      playground: createPlayground(services, {}),
      markdown,
      tokens: createTokenStore(database),
      live: await createLiveEvents(database, () => undefined),
      sessions: createSessionStore(database),
      signIn: createSignIn(github.app, addresses),
      permissions: createPermissions(addresses),
      log: console,
    });
    server = await createWebServer({
      host: '127.0.0.1',
      port: server.port,
      routes: [routes as never],
      onError: (error) => console.error(error),
    });
    const row = github.world.tables.repos.findOneBy('full_name', 'acme/widgets');
    repository = {
      installationId: github.installationId,
      repositoryId: row?.id ?? 0,
      owner: 'acme',
      name: 'widgets',
      private: false,
    };
    const repositories = createRepositoryStore(database, async () => undefined);
    await repositories.saveInstallation({
      id: repository.installationId,
      account: 'acme',
      accountId: 1,
      kind: 'organization',
    });
    await repositories.saveRepository(repository);
    await keepLabels(repositories, repository, tideLabels, []);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close(0);
    await markdown.close();
    await github?.close();
    await queue?.stop({ timeoutMs: 1_000 });
    await database?.close();
  });

  const signIn = async (login: string, path: string) => {
    const { context, alarms } = await openWindow(browser, server, null);
    const page = await context.newPage();
    await page.goto(path);
    await page.getByRole('link', { name: 'Sign in with GitHub' }).click();
    await page.getByRole('button', { name: login }).click();
    return { context, page, alarms };
  };
  const atHome = (alarms: string[]) => alarms.filter((alarm) => !alarm.includes(`${github.url}/`));

  it('a triager signs in, comes to the page that was wanted, and sees an issue arrive and be triaged', async () => {
    const { context, page, alarms } = await signIn('tess', '/acme/widgets/issues');
    await page.waitForURL(`${server.url}/acme/widgets/issues`);
    await page.waitForSelector('#live[data-live="connected"]');
    const { issue } = waiting(1, 'Widgets wobble', { repositoryId: repository.repositoryId });
    await createIssueStore(database).saveIssue(repository, issue);
    const delivered = {
      kind: 'delivered' as const,
      actor: issue.author,
      deliveryId: 'd-1',
      detail: { action: 'opened' },
    };
    await createTimelineStore(database).append(repository, 1, [delivered]);
    await page.waitForSelector('#issue-1');
    await createDecisionStore(database).record(repository, {
      number: 1,
      inputHash: 'h',
      deliveryId: 'd-1',
      decision: { values: [value()], similar: [], missing: [], fallback: null },
      opinions: [],
      tookMs: 5,
    });
    await page.waitForSelector('#issue-1 .tone-success');
    await page.locator('#issue-1-link').click();
    await page.waitForSelector('#decision .decision-row');
    expect(await page.locator('#timeline').textContent()).toContain('d-1');
    expect(atHome(alarms)).toEqual([]);
    await page.getByLabel('Signed in as tess').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/sign-in$/);
    await page.goto('/acme/widgets/issues');
    expect(page.url()).toContain('/sign-in?return_to=');
    await context.close();
  });

  it('an outsider signs in and finds nothing', async () => {
    const { context, page } = await signIn('oscar', '/acme/widgets/issues');
    await page.waitForURL(`${server.url}/acme/widgets/issues`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Not found');
    await page.goto('/');
    expect(await page.textContent('main')).toContain('No repositories to triage');
    await context.close();
  });
});
