import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { afterEach, expect, it } from 'vitest';
import { limitRefusals } from '../../src/ops/limit-refusals.ts';
import { createRateLimit } from '../../src/ops/rate-limit.ts';
import { createWebServer, type WebServer } from '../../src/ops/web-server.ts';

let server: WebServer;
afterEach(() => server.close(0));

it('an address that was refused a hundred times waits; one with a good token does not', async () => {
  let at = 1_800_000_000_000;
  const now = () => at;
  const routes = new Hono<{ Bindings: HttpBindings }>()
    .use(
      limitRefusals({
        limit: createRateLimit({ points: 100, window: 60, now }),
        addressOf: (request) => String(request.headers['x-address']),
        now,
      }),
    )
    .get('*', (c) => c.text('', c.req.header('authorization') ? 200 : 401));
  server = await createWebServer({ host: '127.0.0.1', port: 0, routes: [routes], onError: () => {} });
  const ask = async (address: string, headers: Record<string, string> = {}) =>
    (await fetch(server.url, { headers: { 'x-address': address, ...headers } })).status;
  const good = { authorization: 'Bearer good' };
  for (let n = 0; n < 150; n += 1) expect(await ask('a', good)).toBe(200);
  for (let n = 0; n < 101; n += 1) expect(await ask('b')).toBe(401);
  expect(await ask('b')).toBe(429);
  expect(await ask('b', good)).toBe(429);
  expect(await ask('a', good)).toBe(200);
  at += 121_000;
  expect(await ask('b')).toBe(401);
});
