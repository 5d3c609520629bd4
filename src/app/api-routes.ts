import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { apiPath, createApi } from '../console/api/api.ts';
import { ApiProblem, answerProblem } from '../console/api/problem.ts';
import { loadAssets } from '../console/frame/serve-assets.ts';
import { servesAccount } from '../domain/settings/serves-account.ts';
import { createAppReads } from '../github/calls/app-reads.ts';
import { createProbot } from '../github/calls/octokit.ts';
import { createRoles } from '../github/sign-in/roles.ts';
import { clientAddress } from '../ops/client-address.ts';
import { limitRefusals } from '../ops/limit-refusals.ts';
import type { Logger } from '../ops/logger.ts';
import type { Metrics } from '../ops/metrics.ts';
import { createRateLimit } from '../ops/rate-limit.ts';
import type { Queue } from '../queue/queue.ts';
import type { AppCredentials } from './config/app-credentials.ts';
import type { Config } from './config/config.ts';
import { createPagePorts } from './create-page-ports.ts';
import { createRepositoryCache } from './create-repository-cache.ts';
import type { Routes } from './routes.ts';
import type { Services } from './services.ts';

/** Requests per minute and token. */
const tokenRate = 600;

/** Mounts the REST API. Rate limits apply per token and not per address, because programs share addresses. */
export async function apiRoutes(parts: {
  config: Config;
  app: AppCredentials;
  services: Services;
  queue: Queue;
  metrics: Metrics;
  log: Logger;
}): Promise<Routes> {
  const { config, app, services, queue, metrics } = parts;
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
    tokens: services.tokens,
    idempotency: services.idempotency,
    roles: createRoles(probot),
    repositories: createRepositoryCache(
      services.repositoriesOf,
      createAppReads(() => probot.auth(), servesAccount(config.allowedAccounts)),
    ),
    reads: services.consoleReads,
    pages: createPagePorts(services, queue),
    lessons: services.lessons,
    requests: services.requests,
    requestReads: services.requestReads,
    meter: createRateLimit({ points: tokenRate, window: 60 }),
    log,
  });
  const limit = createRateLimit({ points: config.rateLimit, window: 60 });
  const addressOf = (request: HttpBindings['incoming']) => clientAddress(request, config.trustedProxies);
  return (
    new Hono<{ Bindings: HttpBindings }>()
      .use(`${apiPath}/*`, limitRefusals({ limit, addressOf }))
      .route('/', api as unknown as Hono)
      // Answers wrong API paths with a problem document, because the console would redirect to sign-in.
      .all('/api/*', (c) =>
        answerProblem(c, new ApiProblem(404, `No such route: ${c.req.path}. The API is at ${apiPath}.`)),
      )
  );
}
