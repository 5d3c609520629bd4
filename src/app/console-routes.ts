import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { createConsole } from '../console/console.tsx';
import { createMarkdownThread } from '../console/markdown/markdown-thread.ts';
import { installedPath } from '../console/pages/home/installed-route.tsx';
import { servesAccount } from '../domain/settings/serves-account.ts';
import { createPermissions, createSignIn } from '../github/sign-in/sign-in.ts';
import type { Logger } from '../ops/logger.ts';
import type { Queue } from '../queue/queue.ts';
import type { Database } from '../store/core/database.ts';
import { createLiveEvents } from '../store/record/live-events.ts';
import { toRequest } from '../triage/learn/preview-correction.ts';
import type { AppCredentials } from './config/app-credentials.ts';
import type { Config } from './config/config.ts';
import { createPagePorts } from './create-page-ports.ts';
import { createPlayground } from './create-playground.ts';
import { createPreviewCorrection } from './create-preview-correction.ts';
import type { Services } from './services.ts';

/** Mounts the console or, without an OAuth client, a page that says what is missing. `close` disconnects live pages. */
export async function consoleRoutes(parts: {
  config: Config;
  app: AppCredentials;
  database: Database;
  services: Services;
  queue: Queue;
  log: Logger;
}): Promise<{ routes: Hono; close: () => Promise<void> }> {
  const { config, app, database, services, queue } = parts;
  if (!app.oauth) return { routes: withoutSignIn(), close: async () => {} };
  const log = parts.log.child({ part: 'console' });
  const addresses = { apiUrl: config.githubApiUrl, webUrl: config.githubUrl };
  const live = await createLiveEvents(database, (error) => log.error({ err: error }, 'live events missed'));
  const previewCorrection = createPreviewCorrection(services);
  const markdown = createMarkdownThread({
    observe: (outcome) => outcome !== 'rendered' && log.debug({ outcome }, 'issue text shown as plain text'),
  });
  const routes = await createConsole({
    baseUrl: config.baseUrl,
    githubUrl: config.githubUrl,
    secret: config.sessionSecret ?? sessionSecretOf(app),
    reads: services.consoleReads,
    pages: createPagePorts(services, queue),
    inbox: services.inboxReads,
    alikeChanges: async (repository, number) =>
      (await previewCorrection(repository, number)).map((change) => ({
        ...change,
        request: toRequest(change),
      })),
    requests: services.requests,
    requestReads: services.requestReads,
    playground: createPlayground(services, services.hosted),
    markdown,
    live,
    sessions: services.sessions,
    tokens: services.tokens,
    signIn: createSignIn(app.oauth, addresses),
    permissions: createPermissions(addresses, servesAccount(config.allowedAccounts)),
    log,
  });
  return {
    routes: routes as unknown as Hono,
    close: () => Promise.all([live.close(), markdown.close()]).then(() => {}),
  };
}

/** Derives the same secret on every replica. A new private key ends all sessions. */
function sessionSecretOf({ privateKey }: AppCredentials): string {
  return createHmac('sha256', privateKey).update('dispatchai session secret').digest('hex');
}

function withoutSignIn(): Hono {
  const text =
    "The console requires sign-in with GitHub: set CLIENT_ID and CLIENT_SECRET from the app's settings page. Triage works without it.";
  return new Hono().on('GET', ['/', installedPath], (c) => c.text(text, 503));
}
