import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { afterEach, expect, it } from 'vitest';
import { limitRequests } from '../../src/ops/limit-requests.ts';
import { createRateLimit } from '../../src/ops/rate-limit.ts';
import { createWebServer, type WebServer } from '../../src/ops/web-server.ts';

let server: WebServer;
afterEach(() => server.close(0));

it('answers the 101st page within a minute with 429, and files always', async () => {
  const limit = createRateLimit({ points: 100, window: 60 });
  const routes = new Hono<{ Bindings: HttpBindings }>()
    .use(limitRequests({ limit, addressOf: (request) => request.socket.remoteAddress ?? '' }))
    .get('*', (c) => c.text('here'));
  server = await createWebServer({ host: '127.0.0.1', port: 0, routes: [routes], onError: () => {} });
  const statuses = [];
  for (let n = 0; n < 101; n += 1) statuses.push((await fetch(server.url)).status);
  expect(statuses.indexOf(429)).toBe(100);
  const refused = await fetch(server.url);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  for (const file of ['/assets/abc/console.css', '/acme/widgets/labels.css?v=abc']) {
    expect((await fetch(`${server.url}${file}`)).status).toBe(200);
  }
});
