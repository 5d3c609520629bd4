import { AsyncLocalStorage } from 'node:async_hooks';
import { appendFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { registerApp } from './accounts/apps.ts';
import { createCallers } from './accounts/callers.ts';
import { createInstallation } from './accounts/install-app.ts';
import { createOAuth } from './accounts/oauth.ts';
import { createPeople, type People } from './accounts/people.ts';
import type { Hub } from './api/api.ts';
import type { RequestRecord, Violation } from './api/pipeline.ts';
import { type Raise, startEmulator } from './hub/emulator.ts';
import { createFaults, type Faults } from './hub/faults.ts';
import { createHub } from './hub/hub.ts';
import { createLedger, type LedgerEntry } from './hub/ledger.ts';
import { loadOpenApi } from './hub/openapi.ts';
import { createRateBuckets, type RateLimits } from './hub/rate-limits.ts';
import { createDeliveries, type Deliveries } from './world/deliveries.ts';
import { createEvents, type Sent } from './world/events.ts';
import { createLifecycle, type Lifecycle } from './world/lifecycle.ts';
import { plantSeed } from './world/plant-seed.ts';
import { createRaise } from './world/raised.ts';
import type { AppRow } from './world/rows.ts';
import { APP_EVENTS, APP_PERMISSIONS, type Seed, SMALL_SEED } from './world/seed.ts';
import { readSnapshot, writeSnapshot } from './world/snapshot.ts';
import { Store } from './world/store.ts';
import type { World } from './world/world.ts';

export interface LocalGitHubOptions {
  /** 0, the default, takes any free port; with a snapshot, the port of last time if it is free. */
  port?: number;
  /** The state that outlives a restart: loaded at start, written every few seconds and at the end. */
  snapshotFile?: string;
  /** Each ledger entry as a line of JSON, appended as it happens. */
  ledgerFile?: string;
  webhookSecret?: string;
  /** What there is; what the snapshot holds already is left as it is. */
  seed?: Seed;
  /** Requests against GitHub's OpenAPI: `true`, the default, records violations; `strict` also answers 422. */
  validate?: boolean | 'strict';
  /** Refuses what is over GitHub's limits; off unless given. The headers are there either way. */
  rateLimits?: boolean | Partial<RateLimits>;
  latencyMs?: number | (() => number);
  /** Milliseconds since 1970, for limits and tokens. */
  now?: () => number;
}

export interface LocalGitHub extends People, Lifecycle {
  /** Web and API at one address: the App's GITHUB_URL and GITHUB_API_URL. */
  url: string;
  app: {
    id: number;
    privateKey: string;
    slug: string;
    clientId: string;
    clientSecret: string;
    webhookSecret: string;
  };
  /** The first account's installation. */
  installationId: number;
  /** Where webhooks go; null sends none. */
  deliverTo(url: string | null): void;
  ledger: readonly LedgerEntry[];
  requests: readonly RequestRecord[];
  violations: readonly Violation[];
  /** Empties the list of requests, for counting from here on. */
  clearRequests(): void;
  faults: Faults;
  limits: RateLimits;
  latencyMs: number | (() => number);
  deliveries: Pick<Deliveries, 'settled' | 'redeliver' | 'list'>;
  world: World;
  /** Writes the snapshot now. */
  save(): Promise<void>;
  close(): Promise<void>;
}

const SAVE_EVERY_MS = 5_000;

async function listen(server: ReturnType<typeof createAdaptorServer>, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

/** Starts GitHub on this machine: emulate behind the hub. */
export async function startLocalGitHub(options: LocalGitHubOptions = {}): Promise<LocalGitHub> {
  const now = options.now ?? Date.now;
  const kept = readSnapshot(options.snapshotFile);
  let handler: ((request: Request, env: object) => Response | Promise<Response>) | null = null;
  const server = createAdaptorServer({
    fetch: (request, env) => handler?.(request, env) ?? new Response('starting', { status: 503 }),
  });
  const wanted = options.port || kept?.port || 0;
  const port = await listen(server, wanted).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE' && !options.port) return listen(server, 0);
    throw error;
  });

  const store = new Store();
  const sentNow = new AsyncLocalStorage<(sent: Sent) => void>();
  const url = `http://127.0.0.1:${port}`;
  let raise: Raise = () => {};
  const emulator = await startEmulator(store, url, (...event) => raise(...event));
  const world: World = { url, store, emulator, tables: emulator.tables };
  const deliveries = createDeliveries(store);
  const events = createEvents(world, deliveries);
  const ledger = createLedger(kept?.ledger ?? [], (entry) => {
    if (options.ledgerFile) appendFileSync(options.ledgerFile, `${JSON.stringify(entry)}\n`);
  });
  if (kept) {
    store.restore(kept.store);
    for (const [token, user] of kept.tokens) world.emulator.tokens.set(token, user);
  }
  const seed = options.seed ?? SMALL_SEED;
  await plantSeed(world, seed);
  const app = world.tables.apps.all()[0] ?? (await plantApp(world, seed, options.webhookSecret));
  if (options.webhookSecret) world.tables.apps.update(app.id, { webhook_secret: options.webhookSecret });
  const client = world.tables.oauthApps.findOneBy('client_id', app.client_id ?? '');
  if (client && seed.app?.callbackUrls)
    world.tables.oauthApps.update(client.id, { redirect_uris: seed.app.callbackUrls });
  for (const account of seed.accounts) {
    if (account.installed === false) continue;
    const repositories = seed.repositories.filter(({ owner }) => owner === account.login);
    const some = repositories.some(({ installed }) => installed === false);
    createInstallation(
      world,
      app.app_id,
      account.login,
      some
        ? repositories.filter((one) => one.installed !== false).map((one) => `${one.owner}/${one.name}`)
        : 'all',
    );
  }

  // Only from here on: planting the seed is no event.
  raise = createRaise(world, ledger, events, (sent) => sentNow.getStore()?.(sent));
  const faults = createFaults();
  const rates = createRateBuckets(
    typeof options.rateLimits === 'object'
      ? { enforce: true, ...options.rateLimits }
      : { enforce: options.rateLimits ?? false },
  );
  const requests: RequestRecord[] = [];
  const violations: Violation[] = [];
  const hub: Hub = { world, ledger, events, deliveries, rates, now };
  const people = createPeople(world, events, (listener, work) => sentNow.run(listener, work));
  const validation = options.validate === 'strict' ? 'strict' : options.validate === false ? 'off' : 'record';
  const site = createHub(hub, people, createOAuth(hub), {
    openApi: loadOpenApi(),
    faults,
    resolveCaller: createCallers(world, now),
    requests,
    violations,
    validation,
    latencyMs: () => (typeof github.latencyMs === 'function' ? github.latencyMs() : github.latencyMs),
  });
  handler = (request, env) => site.fetch(request, env);

  let closing: Promise<void> | undefined;
  let saving = Promise.resolve();
  const save = (): Promise<void> => {
    const file = options.snapshotFile;
    if (!file) return Promise.resolve();
    saving = saving.then(() =>
      writeSnapshot(file, {
        version: 1,
        port,
        store: store.snapshot(['hub.deliveries']),
        tokens: [...world.emulator.tokens],
        ledger: ledger.entries,
      }),
    );
    return saving;
  };
  const timer = options.snapshotFile
    ? setInterval(() => void save().catch((error: unknown) => console.error(error)), SAVE_EVERY_MS).unref()
    : undefined;
  const current = () => world.tables.apps.get(app.id) ?? app;
  const github: LocalGitHub = {
    ...people,
    ...createLifecycle(world, events),
    url: world.url,
    get app() {
      const {
        app_id: id,
        private_key: privateKey,
        slug,
        client_id: clientId = '',
        client_secret: clientSecret = '',
        webhook_secret,
      } = current();
      return { id, privateKey, slug, clientId, clientSecret, webhookSecret: webhook_secret ?? '' };
    },
    get installationId() {
      return world.tables.appInstallations.findBy('app_id', app.app_id)[0]?.installation_id ?? 0;
    },
    deliverTo(url) {
      world.tables.apps.update(app.id, { hook_url: url });
    },
    ledger: ledger.entries,
    requests,
    violations,
    clearRequests: () => requests.splice(0),
    faults,
    limits: rates.limits,
    latencyMs: options.latencyMs ?? 0,
    deliveries,
    world,
    save,
    close() {
      closing ??= (async () => {
        clearInterval(timer);
        faults.clear();
        await save();
        const closed = new Promise((resolve) => server.close(resolve));
        if ('closeAllConnections' in server) server.closeAllConnections();
        await closed;
        // Clients in this process learn of it only when the event loop turns; then they do not reuse a dead connection.
        await sleep(10);
      })();
      return closing;
    },
  };
  return github;
}

async function plantApp(world: World, seed: Seed, webhookSecret: string | undefined): Promise<AppRow> {
  return registerApp(world, {
    slug: seed.app?.slug ?? 'dispatch',
    name: seed.app?.name ?? 'Dispatch',
    permissions: seed.app?.permissions ?? APP_PERMISSIONS,
    events: seed.app?.events ?? APP_EVENTS,
    callbackUrls: seed.app?.callbackUrls ?? [],
    ...(seed.app?.setupUrl ? { setupUrl: seed.app.setupUrl } : {}),
    ...(webhookSecret ? { webhookSecret } : {}),
  });
}
