import { readdirSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { hubTables, type Tables } from '../world/rows.ts';
import type { Store } from '../world/store.ts';

/** How emulate's service knows who asks. */
export interface EmulatorUser {
  login: string;
  id: number;
  scopes: string[];
  /** The hub's: milliseconds; emulate's tokens never end. */
  expiresAt?: number;
  /** The hub's: the App that a person signed in to. */
  clientId?: string;
  installation?: {
    installationId: number;
    appId: number;
    accountId: number;
    accountType: 'User' | 'Organization';
    permissions: Record<string, string>;
    repositoryIds: number[];
    repositorySelection: 'all' | 'selected';
  };
}

export interface EmulatorCaller {
  authUser?: EmulatorUser;
  authApp?: { appId: number; slug: string; name: string };
}

/** An event as emulate raises it; its payload lacks much of GitHub's. */
export type Raise = (
  event: string,
  action: string | undefined,
  payload: Record<string, unknown>,
  owner: string,
  repo?: string,
) => void;

export interface Emulator {
  tables: Tables;
  tokens: Map<string, EmulatorUser>;
  fetch(request: Request, caller: EmulatorCaller): Promise<Response>;
  seedFrom(config: Record<string, unknown>): void;
}

interface GitHubService {
  githubPlugin: {
    register(
      app: Hono,
      store: Store,
      webhooks: object,
      baseUrl: string,
      tokens: Map<string, EmulatorUser>,
    ): void;
  };
  getGitHubStore(store: Store): Omit<Tables, 'reactions' | 'issueTypes' | 'suggestions'>;
  seedFromConfig(store: Store, baseUrl: string, config: Record<string, unknown>): void;
}

/**
 * emulate's GitHub service itself. The package's door only opens a second server, whose rows cannot be saved, whose tokens
 * fall back to the first user and whose quota of 5,000 an hour cannot be turned off; its service is a separate chunk, and
 * runs on our store within our process. emulate is pinned exactly, so the chunk does not move by surprise.
 */
async function loadGitHubService(): Promise<GitHubService> {
  const manifest = findPackageJSON('emulate', import.meta.url);
  if (!manifest) throw new Error('the package emulate is not installed');
  const dist = join(dirname(manifest), 'dist');
  const chunk = readdirSync(dist).find(
    (name) =>
      /^dist-.*\.js$/.test(name) && readFileSync(join(dist, name), 'utf8').includes('getGitHubStore,'),
  );
  if (!chunk) throw new Error('emulate has no GitHub service where emulate 0.12.2 has it');
  return (await import(/* @vite-ignore */ pathToFileURL(join(dist, chunk)).href)) as GitHubService;
}

function errorStatus(error: unknown): ContentfulStatusCode {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  return (typeof status === 'number' ? status : 500) as ContentfulStatusCode;
}

/** Runs emulate's GitHub service in this process, over `store`; every event goes to `raise`. */
export async function startEmulator(store: Store, baseUrl: string, raise: Raise): Promise<Emulator> {
  const service = await loadGitHubService();
  const tokens = new Map<string, EmulatorUser>();
  const app = new Hono<{ Bindings: EmulatorCaller; Variables: EmulatorCaller }>();
  app.onError((error, c) => {
    const status = errorStatus(error);
    if (status === 500) console.error(error);
    const message = error.message === 'Validation failed' ? 'Validation Failed' : error.message;
    return c.json(
      { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
      status,
    );
  });
  app.notFound((c) =>
    c.json({ message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' }, 404),
  );
  app.use(async (c, next) => {
    if (c.env.authUser) c.set('authUser', c.env.authUser);
    if (c.env.authApp) c.set('authApp', c.env.authApp);
    await next();
  });
  const webhooks = {
    dispatch: async (...event: Parameters<Raise>) => raise(...event),
    register: () => ({}),
    unregister: () => false,
    updateSubscription: () => undefined,
    getDeliveries: () => [],
  };
  service.githubPlugin.register(app as unknown as Hono, store, webhooks, baseUrl, tokens);
  return {
    tables: { ...service.getGitHubStore(store), ...hubTables(store) },
    tokens,
    fetch: async (request, caller) => app.fetch(request, caller),
    seedFrom: (config) => service.seedFromConfig(store, baseUrl, config),
  };
}
