import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { createGateway } from '../../src/github/calls/gateway.ts';
import { createProbot } from '../../src/github/calls/octokit.ts';
import { Refused } from '../../src/triage/core/refused.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const long = `# ${'x'.repeat(1_500_000)}\nmode: observe\n`;
let server: Server;
afterEach(() => void server.close());

/** GitHub as it answers about a file over 1 MB: without its content, unless that is asked for alone. */
async function gatewayTo(size: number) {
  server = createServer((request, response) => {
    const raw = request.headers.accept?.includes('raw');
    response.setHeader(
      'content-type',
      raw ? 'application/vnd.github.raw; charset=utf-8' : 'application/json',
    );
    if (request.url?.endsWith('/access_tokens')) {
      response.statusCode = 201;
      response.end(JSON.stringify({ token: 'one', expires_at: '2999-01-01T00:00:00Z', permissions: {} }));
      return;
    }
    const file = { type: 'file', encoding: 'none', content: '', size, sha: 'abc', path: 'CODEOWNERS' };
    response.end(raw ? long : JSON.stringify(file));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const probot = createProbot(
    { appId: 1, privateKey, webhookSecret: 'secret', apiUrl },
    pino({ level: 'silent' }),
  );
  await probot.ready();
  return createGateway(await probot.auth(7), async () => 'dispatch[bot]');
}

describe('a file over 1 MB', () => {
  const place = { owner: 'acme', name: 'widgets' };

  it('is read whole, and not as an empty one', async () => {
    const gateway = await gatewayTo(long.length);
    expect((await gateway.getFile(place, '.github/dispatch.yml'))?.text).toBe(long);
  });

  it('is refused by name over 3 MB, and not read as an empty one', async () => {
    const read = (await gatewayTo(50_000_000)).getFile(place, '.github/dispatch.yml');
    await expect(read).rejects.toThrow(Refused);
    await expect(read).rejects.toThrow('.github/dispatch.yml is longer than');
  });
});
