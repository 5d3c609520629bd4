import { connect } from 'node:net';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWebServer, type WebServer } from '../../src/ops/web-server.ts';

let server: WebServer;
beforeAll(async () => {
  server = await createWebServer({
    host: '127.0.0.1',
    port: 0,
    routes: [new Hono()],
    onError: () => undefined,
  });
});
afterAll(() => server.close(0));

/** What comes on a connection on which this is sent, until the server ends it. */
function answerTo(sent: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    if (sent !== '') socket.write(sent);
  });
}

it('a connection on which nothing was sent ends without an answer, which a browser would take for its next one', async () => {
  expect(await answerTo('')).toBe('');
}, 30_000);

it('one on which something else than HTTP was sent is told so', async () => {
  expect(await answerTo('nothing of HTTP\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
});
