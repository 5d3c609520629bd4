import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { AppCredentials } from './app-credentials.ts';
import type { Config } from './config.ts';
import { apiPath, createApi } from './console/api/api.ts';
import { ApiProblem, answerProblem } from './console/api/problem.ts';
import { loadAssets } from './console/assets.ts';
import type { HostedModels } from './create-hosted-models.ts';
import { createLessons } from './create-lessons.ts';
import { createPagePorts } from './create-page-ports.ts';
import { createRepositoryBook } from './create-repository-book.ts';
import { servesAccount } from './domain/serves-account.ts';
import { createAppReads } from './github/app-reads.ts';
import { createProbot } from './github/octokit.ts';
import { createRoles } from './github/roles.ts';
import { operatorLimits } from './model-config.ts';
import { clientAddress } from './ops/client-address.ts';
import { limitRefusals } from './ops/limit-refusals.ts';
import type { Logger } from './ops/logger.ts';
import type { Metrics } from './ops/metrics.ts';
import { createRateLimit } from './ops/rate-limit.ts';
import type { Queue } from './queue/queue.ts';
import { createRequestBox } from './queue/request-box.ts';
import type { Routes } from './routes.ts';
import { createTokenStore } from './store/api-tokens.ts';
import { createConsoleReads } from './store/console-reads.ts';
import type { Database } from './store/database.ts';
import { createIdempotencyStore } from './store/idempotency-keys.ts';
import { createRequestReads } from './store/request-reads.ts';

/** Requests a minute with one token. */
const tokenRate = 600;

/** The REST API over this database. Tokens are counted by themselves, not by address: programs share addresses. */
export async function apiRoutes(parts: {
  config: Config;
  app: AppCredentials;
  database: Database;
  queue: Queue;
  /** What the settings of a repository may wish for. */
  hosted?: HostedModels;
  metrics: Metrics;
  log: Logger;
}): Promise<Routes> {
  const { config, app, database, queue, metrics } = parts;
  const log = parts.log.child({ part: 'api' });
  const [webhookSecret = ''] = app.webhookSecrets;
  const probot = createProbot(
    { appId: app.appId, privateKey: app.privateKey, webhookSecret, apiUrl: config.githubApiUrl },
    log.child({}, { level: log.isLevelEnabled('info') ? 'info' : log.level }),
    metrics.github,
  );
  const api = createApi({
    baseUrl: config.baseUrl,
    assets: (await loadAssets()).paths,
    tokens: createTokenStore(database),
    idempotency: createIdempotencyStore(database),
    roles: createRoles(probot),
    repositories: createRepositoryBook(
      database,
      createAppReads(() => probot.auth(), servesAccount(config.allowedAccounts)),
    ),
    reads: createConsoleReads(database),
    pages: createPagePorts(database, queue, Object.keys(parts.hosted ?? {}), operatorLimits(config.models)),
    lessons: createLessons(database, queue),
    requests: createRequestBox(database, queue),
    requestReads: createRequestReads(database),
    meter: createRateLimit({ points: tokenRate, window: 60 }),
    log,
  });
  const limit = createRateLimit({ points: config.rateLimit, window: 60 });
  const addressOf = (request: HttpBindings['incoming']) => clientAddress(request, config.trustedProxies);
  return (
    new Hono<{ Bindings: HttpBindings }>()
      .use(`${apiPath}/*`, limitRefusals({ limit, addressOf }))
      .route('/', api as unknown as Hono)
      // Programs that mistook the address are told in their own form; the console would send them to sign in.
      .all('/api/*', (c) =>
        answerProblem(c, new ApiProblem(404, `There is nothing at ${c.req.path}. The API is at ${apiPath}.`)),
      )
  );
}
