import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import type { AppCredentials } from './app-credentials.ts';
import type { Config } from './config.ts';
import { createConsole } from './console/console.tsx';
import { installedPath } from './console/installed.tsx';
import { createMarkdownThread } from './console/markdown-thread.ts';
import type { HostedModels } from './create-hosted-models.ts';
import { createPagePorts } from './create-page-ports.ts';
import { createPlayground } from './create-playground.ts';
import { createWouldChangePreview } from './create-would-change.ts';
import { servesAccount } from './domain/serves-account.ts';
import { createPermissions, createSignIn } from './github/sign-in.ts';
import { operatorLimits } from './model-config.ts';
import type { Logger } from './ops/logger.ts';
import type { Queue } from './queue/queue.ts';
import { createRequestBox } from './queue/request-box.ts';
import { createTokenStore } from './store/api-tokens.ts';
import { createConsoleReads } from './store/console-reads.ts';
import type { Database } from './store/database.ts';
import { createInboxReads } from './store/inbox-reads.ts';
import { createLiveEvents } from './store/live-events.ts';
import { createRequestReads } from './store/request-reads.ts';
import { createSessionStore } from './store/sessions.ts';
import { toRequest } from './triage/would-change.ts';

/** The console, or, where the App has no OAuth client, a page that says what is missing. `close` ends the live pages. */
export async function consoleRoutes(parts: {
  config: Config;
  app: AppCredentials;
  database: Database;
  queue: Queue;
  /** Asked by the Playground where a repository's settings say so. */
  hosted?: HostedModels;
  log: Logger;
}): Promise<{ routes: Hono; close: () => Promise<void> }> {
  const { config, app, database, queue } = parts;
  if (!app.oauth) return { routes: withoutSignIn(), close: async () => {} };
  const log = parts.log.child({ part: 'console' });
  const addresses = { apiUrl: config.githubApiUrl, webUrl: config.githubUrl };
  const live = await createLiveEvents(database, (error) =>
    log.error({ err: error }, 'live events were missed'),
  );
  const wouldChange = createWouldChangePreview(database);
  const markdown = createMarkdownThread({
    observe: (outcome) => outcome !== 'rendered' && log.debug({ outcome }, 'issue text shown as written'),
  });
  const routes = await createConsole({
    baseUrl: config.baseUrl,
    githubUrl: config.githubUrl,
    secret: config.sessionSecret ?? sessionSecretOf(app),
    reads: createConsoleReads(database),
    pages: createPagePorts(database, queue, Object.keys(parts.hosted ?? {}), operatorLimits(config.models)),
    inbox: createInboxReads(database),
    alikeChanges: async (repository, number) =>
      (await wouldChange(repository, number)).map((change) => ({ ...change, request: toRequest(change) })),
    requests: createRequestBox(database, queue),
    requestReads: createRequestReads(database),
    playground: createPlayground(database, parts.hosted ?? {}),
    markdown,
    live,
    sessions: createSessionStore(database),
    tokens: createTokenStore(database),
    signIn: createSignIn(app.oauth, addresses),
    permissions: createPermissions(addresses, servesAccount(config.allowedAccounts)),
    log,
  });
  return {
    routes: routes as unknown as Hono,
    close: () => Promise.all([live.close(), markdown.close()]).then(() => {}),
  };
}

/** Every replica comes to the same secret, and a new private key ends all sessions. */
function sessionSecretOf({ privateKey }: AppCredentials): string {
  return createHmac('sha256', privateKey).update('dispatchai session secret').digest('hex');
}

function withoutSignIn(): Hono {
  const text =
    "The console needs people to sign in with GitHub: set CLIENT_ID and CLIENT_SECRET from the App's settings page. Triage works without it.";
  return new Hono().on('GET', ['/', installedPath], (c) => c.text(text, 503));
}
