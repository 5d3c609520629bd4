import type { Logger } from 'pino';
import { servesAccount } from '../domain/settings/serves-account.ts';
import { createInstalledRoute } from '../github/setup/installed.ts';
import { createHealth } from '../ops/health.ts';
import { createMetrics } from '../ops/metrics.ts';
import { createProblemLog } from '../ops/problem-log.ts';
import { createRedactor } from '../ops/secrets.ts';
import { createWebServer } from '../ops/web-server.ts';
import { type Queue, startQueue } from '../queue/queue.ts';
import type { Database } from '../store/core/database.ts';
import { openDatabase } from '../store/core/open-database.ts';
import { apiRoutes } from './api-routes.ts';
import type { Config } from './config/config.ts';
import { databaseAddress } from './config/database-address.ts';
import { operatorLimits } from './config/model-config.ts';
import { consoleRoutes } from './console-routes.ts';
import { createHostedModels, hostedModelChecks } from './create-hosted-models.ts';
import { intakeRoutes, limitedRoutes, ownBodyLimit, type Routes, setupRoutes, tooLarge } from './routes.ts';
import { createServices, type Services } from './services.ts';
import { startWorker } from './start-worker.ts';
import { createStores } from './stores.ts';

export interface Dispatch {
  /** The URL the server listens on. With port 0, the system chooses the port. */
  url: string;
  database: Database;
  queue: Queue;
  services: Services;
  /** The steps of a graceful shutdown, in order. */
  stopSteps: { name: string; step: () => Promise<void> }[];
}

export interface StartOptions {
  log: Logger;
  /** True during shutdown, when the process reports that it isn't ready. */
  stopping?: () => boolean;
  /** Called once setup has saved the app's credentials, to restart. */
  onSetUp?: () => void;
  /** An open, migrated database to use instead of the configured one. It is closed at shutdown. */
  database?: Database;
}

/**
 * Starts the configured parts in this process: the database with migrations, the queue, the web server and
 * the worker; or only the setup page while the app has no credentials. Rejects if any part fails to start,
 * after stopping those already started.
 */
export async function startDispatch(config: Config, options: StartOptions): Promise<Dispatch> {
  const { log, stopping = () => false } = options;
  const onProblem = createProblemLog(log);
  const stopSteps: Dispatch['stopSteps'] = [];
  for (const notice of config.notices) log.warn(notice);
  try {
    const database = options.database ?? (await openDatabase(databaseAddress(config), { onProblem }));
    stopSteps.unshift({ name: 'database', step: () => database.close() });
    const queue = await startQueue(database, { onProblem });
    const drainMs = Math.max(1_000, config.graceMs - 5_000);
    stopSteps.unshift({ name: 'queue', step: () => queue.stop({ timeoutMs: drainMs }) });

    const metrics = createMetrics({ token: config.metricsToken });
    metrics.gauge(
      'dispatch_jobs_waiting',
      'Jobs waiting for a worker.',
      async () => (await queue.depth()).waiting,
    );
    const stores = createStores(database, queue);
    const hosted = config.app ? await createHostedModels(config.models, stores, metrics, log) : {};
    const services = createServices({
      database,
      queue,
      stores,
      hosted,
      limits: operatorLimits(config.models),
    });
    const health = createHealth({
      checks: () => [...readiness(database, queue), ...hostedModelChecks(hosted)],
      stopping,
      redact: createRedactor(config.secrets),
    });
    const parts = { config, database, services, queue, metrics, log };
    const routes: Routes[] = [health, metrics.routes];
    let announce: (port: number) => void = () => {};
    if (!config.app) {
      const setup = await setupRoutes({ ...parts, onReady: options.onSetUp ?? (() => {}) });
      routes.push(limitedRoutes(config, setup.routes));
      announce = setup.announce;
    } else if (config.role !== 'worker') {
      const pages = await consoleRoutes({ ...parts, app: config.app });
      stopSteps.unshift({ name: 'live pages', step: pages.close });
      routes.push(intakeRoutes({ ...parts, app: config.app }));
      routes.push(await apiRoutes({ ...parts, app: config.app }));
      // The console answers all remaining paths.
      routes.push(limitedRoutes(config, [createInstalledRoute(), pages.routes]));
    }
    const server = await createWebServer({
      host: config.host,
      port: config.port,
      routes,
      onError: (error) => log.error({ err: error }, 'request failed'),
      ownBodyLimit,
      tooLarge,
    });
    stopSteps.unshift({ name: 'web server', step: () => server.close(drainMs) });
    announce(server.port);
    if (config.app && config.role !== 'web') {
      const worker = await startWorker({
        onProblem,
        app: config.app,
        githubApiUrl: config.githubApiUrl,
        serves: servesAccount(config.allowedAccounts),
        services,
        queue,
        editSeconds: config.editSeconds,
        metrics,
        log,
      });
      // Runs after the queue has stopped, which aborts a training.
      stopSteps.splice(stopSteps.length - 1, 0, { name: 'training', step: worker.close });
    }
    log.info({ url: server.url, role: config.role, database: database.kind }, 'DispatchAI started');
    return { url: server.url, database, queue, services, stopSteps };
  } catch (error) {
    await stopDispatch({ stopSteps });
    throw error;
  }
}

/** Runs every shutdown step, even if one fails, and throws the error at the end. */
export async function stopDispatch({ stopSteps }: Pick<Dispatch, 'stopSteps'>): Promise<void> {
  const failures: unknown[] = [];
  for (const { step } of stopSteps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

function readiness(database: Database, queue: Queue) {
  return [
    { name: 'database', run: () => database.ping().then(() => database.kind) },
    {
      name: 'migrations',
      run: async () => {
        const missing = await database.missingMigrations();
        if (missing > 0) throw new Error(`${missing} pending migrations: run npm run db:migrate`);
        return 'all applied';
      },
    },
    {
      name: 'queue',
      run: async () => {
        if (!queue.started) throw new Error('not started');
        const { waiting } = await queue.depth();
        return `${waiting} waiting`;
      },
    },
  ];
}
