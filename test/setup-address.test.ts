import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../src/app/config/config.ts';
import { setupRoutes } from '../src/app/routes.ts';
import { createLogger } from '../src/ops/logger.ts';
import { createMetrics } from '../src/ops/metrics.ts';
import { createWebServer, type WebServer } from '../src/ops/web-server.ts';

let server: WebServer | undefined;
afterEach(() => server?.close(0));

/** Starts Setup as the App does without credentials; the address is the one that its log shows. */
async function start(environment: Record<string, string>) {
  const config = readConfig({ DATA_DIR: mkdtempSync(join(tmpdir(), 'dispatch-')), ...environment });
  let address = '';
  const log = createLogger({ level: 'silent' });
  log.warn = (fields: { address?: string }) => {
    address = fields.address ?? address;
  };
  const nothing = {} as never;
  const parts = {
    config,
    database: nothing,
    queue: nothing,
    metrics: createMetrics({ processMetrics: false }),
    log,
  };
  const setup = await setupRoutes({ ...parts, onReady: () => {} });
  server = await createWebServer({ host: '127.0.0.1', port: 0, routes: setup.routes, onError: () => {} });
  setup.announce(server.port);
  return { address: new URL(address), port: server.port };
}

describe.each([
  ['nothing set', {}, (port: number) => `http://127.0.0.1:${port}`],
  ['every interface', { HOST: '0.0.0.0' }, (port: number) => `http://localhost:${port}`],
  [
    'a proxy that is not told of',
    { HOST: '127.0.0.1', PORT: '3000' },
    (port: number) => `http://127.0.0.1:${port}`,
  ],
  ['a proxy that is trusted', { TRUSTED_PROXIES: '1' }, (port: number) => `http://127.0.0.1:${port}`],
  [
    'an address of its own',
    { BASE_URL: 'https://dispatch.example.org' },
    () => 'https://dispatch.example.org',
  ],
])('Setup with %s', (_name, environment, origin) => {
  it('is closed without the token and open at the address that the log shows', async () => {
    const { address, port } = await start(environment as Record<string, string>);
    expect(address.origin).toBe(origin(port));
    // What a reverse proxy passes on by default: its own name for us, and nothing of who asked.
    const ask = (path: string, cookie = '') =>
      fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', headers: { cookie } });
    expect((await ask('/setup')).status).toBe(403);
    expect((await ask('/')).status).toBe(302);
    const opened = await ask(`${address.pathname}${address.search}`);
    expect(opened.status).toBe(302);
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await ask('/setup', cookie)).status).toBe(200);
  });
});
