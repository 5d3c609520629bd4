import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { AppRow } from '../world/rows.ts';
import { ensureBot } from '../world/seed.ts';
import type { World } from '../world/world.ts';

export interface NewApp {
  slug: string;
  name: string;
  permissions: Record<string, string>;
  events: string[];
  description?: string;
  externalUrl?: string;
  webhookSecret?: string;
  hookUrl?: string | null;
  callbackUrls?: string[];
  setupUrl?: string;
}

/** Registers an App with fresh credentials, as GitHub does behind its form. */
export async function registerApp(world: World, made: NewApp): Promise<AppRow> {
  const { tables } = world;
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const taken = new Set(tables.apps.all().map((app) => app.slug));
  let slug = made.slug;
  for (let next = 2; taken.has(slug); next += 1) slug = `${made.slug}-${next}`;
  const clientId = `Iv23li${randomBytes(7).toString('hex')}`;
  const clientSecret = randomBytes(20).toString('hex');
  const app = tables.apps.insert({
    app_id: Math.max(900_000, ...tables.apps.all().map((one) => one.app_id)) + 1,
    slug,
    name: made.name,
    private_key: privateKey,
    permissions: made.permissions,
    events: made.events,
    webhook_url: null,
    webhook_secret: made.webhookSecret ?? randomBytes(20).toString('hex'),
    description: made.description ?? null,
    hook_url: made.hookUrl ?? null,
    client_id: clientId,
    client_secret: clientSecret,
    external_url: made.externalUrl ?? world.url,
    setup_url: made.setupUrl ?? null,
  });
  tables.oauthApps.insert({
    client_id: clientId,
    client_secret: clientSecret,
    name: made.name,
    redirect_uris: made.callbackUrls ?? [],
  });
  ensureBot(world, slug, made.name);
  return app;
}
