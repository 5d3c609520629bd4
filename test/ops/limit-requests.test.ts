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
  server = await createWebServer({
    host: '127.0.0.1',
    port: 0,
    routes: [routes as never],
    onError: () => {},
  });
  const statuses = [];
  for (let n = 0; n < 101; n += 1) statuses.push((await fetch(server.url)).status);
  expect(statuses.indexOf(429)).toBe(100);
  const refused = await fetch(server.url);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await fetch(`${server.url}/assets/abc/console.css`)).status).toBe(200);
  for (const cookie of ['', 'session=made-up', 'session=another'])
    expect((await fetch(`${server.url}/acme/widgets/labels.css?v=abc`, { headers: { cookie } })).status).toBe(
      429,
    );
});

it('counts what a signed-in page asks for by itself apart from its address, and by its session', async () => {
  const limit = createRateLimit({ points: 3, window: 60 });
  const companions = createRateLimit({ points: 6, window: 60 });
  const addressOf = () => 'one';
  const routes = new Hono<{ Bindings: HttpBindings; Variables: { session?: { id: string } } }>()
    .use(limitRequests({ limit, companions, addressOf }))
    .get('*', (c) => {
      if (!c.req.header('cookie')?.includes('session=real')) return c.text('Sign in first.', 401);
      c.set('session', { id: 'one' });
      return c.text('here');
    });
  server = await createWebServer({
    host: '127.0.0.1',
    port: 0,
    routes: [routes as never],
    onError: () => {},
  });
  const ask = async (headers: Record<string, string>, path = '') =>
    (await fetch(server.url + path, { headers })).status;
  const part = { 'hx-request': 'true', accept: 'text/event-stream' };
  const times = async (count: number, headers: Record<string, string>) => {
    const statuses = [];
    for (let n = 0; n < count; n += 1) statuses.push(await ask(headers));
    return statuses;
  };
  // A session that nobody has seen yet, and one that is made up, count as pages.
  expect(await times(1, { ...part, cookie: 'session=real' })).toEqual([200]);
  expect(await times(1, { ...part, cookie: 'session=made-up' })).toEqual([401]);
  expect(await ask({ cookie: 'session=real' }, '/acme/widgets/labels.css')).toBe(200);
  expect(await times(6, { ...part, cookie: 'session=real' })).toEqual([200, 200, 200, 200, 200, 429]);
  expect(await times(2, { cookie: 'session=real' })).toEqual([200, 429]);
  expect(await ask({ cookie: 'session=real' }, '/acme/widgets/labels.css')).toBe(429);
  expect(await times(1, { ...part, cookie: 'session=made-up' })).toEqual([429]);
});
