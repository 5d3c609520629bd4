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
  /** Where it listens; the system's own choice where the configured port is 0. */
  url: string;
  database: Database;
  queue: Queue;
  services: Services;
  /** What a graceful stop does, in this order. */
  stopSteps: { name: string; step: () => Promise<void> }[];
}

export interface StartOptions {
  log: Logger;
  /** True once the process stops: it then reports not ready. */
  stopping?: () => boolean;
  /** Called once Setup has kept the App's credentials: start anew. */
  onSetUp?: () => void;
  /** An open, migrated database instead of the configured one; it is closed with the rest. */
  database?: Database;
}

/**
 * Starts everything that the configuration asks for in this process: the database (migrated), the queue, the web server and
 * the worker; or, while the App has no credentials, the Setup page alone. Rejects when any of it cannot start; what was
 * started until then is stopped.
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
      'Jobs that wait for a worker.',
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
      // The console answers every path that is left.
      routes.push(limitedRoutes(config, [createInstalledRoute(), pages.routes]));
    }
    const server = await createWebServer({
      host: config.host,
      port: config.port,
      routes,
      onError: (error) => log.error({ err: error }, 'a request failed'),
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
      // After the queue, which tells a training to stop.
      stopSteps.splice(stopSteps.length - 1, 0, { name: 'training', step: worker.close });
    }
    log.info({ url: server.url, role: config.role, database: database.kind }, 'DispatchAI is up');
    return { url: server.url, database, queue, services, stopSteps };
  } catch (error) {
    await stopDispatch({ stopSteps });
    throw error;
  }
}

/** Runs every step of a graceful stop; one that fails does not keep the others from running, and is thrown at the end. */
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
        if (missing > 0) throw new Error(`${missing} migrations are missing: run npm run db:migrate`);
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
