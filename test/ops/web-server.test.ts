import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { afterEach, expect, it } from 'vitest';
import { createWebServer, type WebServer } from '../../src/ops/web-server.ts';

const servers: WebServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close(0);
});

async function start(routes: Hono, errors: unknown[] = []) {
  const server = await createWebServer({
    host: '127.0.0.1',
    port: 0,
    routes: [routes],
    onError: (error) => errors.push(error),
  });
  servers.push(server);
  return server;
}

it('answers an error of a route with 500, reports it and shows nothing of it', async () => {
  const errors: unknown[] = [];
  const routes = new Hono().get('/', () => {
    throw new Error('the password is hunter2');
  });
  const { url } = await start(routes, errors);
  const answer = await fetch(url);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('hunter2');
  expect(errors).toHaveLength(1);
});

it('says which setting to change when the port is taken', async () => {
  const { port } = await start(new Hono());
  const again = createWebServer({ host: '127.0.0.1', port, routes: [], onError: () => {} });
  await expect(again).rejects.toThrow(`Port ${port} is in use. Choose another with PORT.`);
});

it('does not wait for a connection that a browser opened ahead of need', async () => {
  const { url, port, close } = await start(new Hono().get('/', (c) => c.text('here')));
  const silent = connect(port, '127.0.0.1');
  await once(silent, 'connect');
  await fetch(url);
  await Promise.all([once(silent, 'close'), close(60_000)]);
});

it('finishes a running request and ends an open live page when it closes', async () => {
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let reached = () => {};
  const running = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const routes = new Hono()
    .get('/slow', async (c) => {
      reached();
      await held;
      return c.text('done');
    })
    .get('/live', (c) =>
      streamSSE(c, async (stream) => {
        await stream.writeSSE({ data: 'hello' });
        await new Promise(() => {});
      }),
    );
  const server = await start(routes);
  const live = await fetch(`${server.url}/live`, { headers: { accept: 'text/event-stream' } });
  const reader = live.body?.getReader();
  await reader?.read();
  const slow = fetch(`${server.url}/slow`);
  await running;
  const closed = server.close(60_000);
  await expect(reader?.read()).rejects.toThrow();
  finish();
  expect(await (await slow).text()).toBe('done');
  await closed;
  await expect(fetch(`${server.url}/slow`)).rejects.toThrow();
});

it('ends a kept connection with its present answer once it closes', async () => {
  let reached = () => {};
  const running = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const server = await start(
    new Hono().get('/', async (c) => {
      reached();
      await held;
      return c.text('done');
    }),
  );
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answer = new Promise<string | undefined>((resolve, reject) => {
    request(server.url, { agent }, (response) => {
      response.resume();
      resolve(response.headers.connection);
    })
      .on('error', reject)
      .end();
  });
  await running;
  const closed = server.close(60_000);
  finish();
  expect(await answer).toBe('close');
  await closed;
  agent.destroy();
});

it('answers an address that somebody typed with a slash at its end', async () => {
  const routes = new Hono().post('/api/github/webhooks', (c) => c.text('taken', 202));
  const { url } = await start(routes);
  for (const path of ['/api/github/webhooks', '/api/github/webhooks/']) {
    expect((await fetch(url + path, { method: 'POST' })).status).toBe(202);
  }
  expect((await fetch(`${url}/api/github/webhooks/x`, { method: 'POST' })).status).toBe(404);
});
