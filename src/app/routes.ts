import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { ApiProblem, answerProblem } from '../console/api/problem.ts';
import { isLargeForm } from '../console/frame/large-forms.ts';
import { loadAssets } from '../console/frame/serve-assets.ts';
import { callbackPath } from '../console/pages/sign-in/route.tsx';
import { servesAccount } from '../domain/settings/serves-account.ts';
import { createIntake, webhookPath } from '../github/intake/intake.ts';
import { readManifest, setupPaths } from '../github/setup/manifest.ts';
import { createSetup } from '../github/setup/setup.tsx';
import { clientAddress } from '../ops/client-address.ts';
import { type AnswerTooLarge, tooLargeText } from '../ops/limit-bodies.ts';
import { limitRequests } from '../ops/limit-requests.ts';
import type { Metrics } from '../ops/metrics.ts';
import { createRateLimit } from '../ops/rate-limit.ts';
import { createInbox } from '../queue/inbox.ts';
import type { Queue } from '../queue/queue.ts';
import type { Database } from '../store/core/database.ts';
import type { AppCredentials } from './config/app-credentials.ts';
import type { Config } from './config/config.ts';
import { credentialsFile } from './config/environment.ts';
import { keepCredentials } from './config/keep-credentials.ts';

export interface RouteParts {
  config: Config;
  database: Database;
  queue: Queue;
  metrics: Metrics;
  log: Logger;
}

export type Routes = Hono | Hono<{ Bindings: HttpBindings }>;

/** Mounts the webhook route of an app that has been set up. */
export function intakeRoutes(parts: RouteParts & { app: AppCredentials }): Routes {
  const { config, database, metrics, log, app } = parts;
  const limit = createRateLimit({ points: config.rateLimit, window: 60 });
  return createIntake({
    inbox: createInbox(database),
    secrets: app.webhookSecrets,
    serves: servesAccount(config.allowedAccounts),
    log: log.child({ part: 'intake' }),
    tooMany: async (address) => !(await limit.take(address)).allowed,
    addressOf: (request) => clientAddress(request, config.trustedProxies),
    observe: metrics.intake,
  });
}

/**
 * Mounts only the setup page, while the app has no credentials. `announce` logs its URL once the server is listening.
 */
export async function setupRoutes(
  parts: RouteParts & { onReady: () => void },
): Promise<{ routes: Routes[]; announce: (port: number) => void }> {
  const { config, log, onReady } = parts;
  const assets = await loadAssets();
  const token = randomBytes(24).toString('base64url');
  const setup = createSetup({
    manifest: readManifest(new URL('../../app.yml', import.meta.url)),
    assets: assets.paths,
    baseUrl: config.baseUrlGiven ? config.baseUrl : null,
    githubUrl: config.githubUrl,
    githubApiUrl: config.githubApiUrl,
    webhookPath,
    webhookProxyUrl: config.webhookProxyUrl,
    callbackPath,
    token,
    keep: (variables) => keepCredentials(credentialsFile(config.dataDir), variables),
    onReady,
    log: log.child({ part: 'setup' }),
  });
  return {
    routes: [assets.routes, setup],
    announce: (port) =>
      log.warn(
        { address: `${reachableAt(config, port)}${setupPaths.start}?token=${token}` },
        'app not set up: open this address to create it; the token can be used once',
      ),
  };
}

/**
 * Returns the URL to show to people. A server that listens on every interface can't know its public name,
 * and its host name is often a container's, so `localhost` is shown; on another machine, replace it with the
 * server's name.
 */
function reachableAt({ baseUrl, baseUrlGiven, host }: Config, port: number): string {
  if (baseUrlGiven) return baseUrl;
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Webhooks can have 25 MB, which intake enforces while reading, and a few forms accept long texts. */
export function ownBodyLimit(path: string): boolean {
  return path.startsWith(webhookPath) || isLargeForm(path);
}

/** API requests get a problem document. */
export const tooLarge: AnswerTooLarge = (c, maxBytes) =>
  c.req.path.startsWith('/api/')
    ? answerProblem(c, new ApiProblem(413, `The request body must not exceed ${maxBytes / 1024} KB.`))
    : tooLargeText(c, maxBytes);

/** Applies the rate limit per address to pages, but never to webhooks. */
export function limitedRoutes(config: Config, pages: Routes[]): Routes {
  const limited = new Hono<{ Bindings: HttpBindings }>();
  const limit = createRateLimit({ points: config.rateLimit, window: 60 });
  limited.use(
    limitRequests({
      limit,
      // The open pages of a user may make as many requests as six addresses.
      companions: createRateLimit({ points: 6 * config.rateLimit, window: 60 }),
      addressOf: (request) => clientAddress(request, config.trustedProxies),
    }),
  );
  for (const routes of pages) limited.route('/', routes as Hono);
  return limited;
}
