import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { createProbot } from '../../../src/github/calls/octokit.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
let server: Server;
afterEach(() => void server.close());

describe('the way to GitHub', () => {
  it('holds no write back: a dozen are under way at once', async () => {
    const waiting: ServerResponse[] = [];
    server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      if (request.url?.endsWith('/access_tokens')) {
        response.statusCode = 201;
        response.end(
          JSON.stringify({ token: 'installation', expires_at: '2999-01-01T00:00:00Z', permissions: {} }),
        );
        return;
      }
      // Nobody is answered before the last one is here: a throttle of one write a second never gets there in time.
      waiting.push(response);
      if (waiting.length === 12) for (const one of waiting) one.end('[]');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const probot = createProbot(
      {
        appId: 1,
        privateKey,
        webhookSecret: 'secret',
        apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      },
      pino({ level: 'silent' }),
    );
    await probot.ready();
    const octokit = await probot.auth(7);
    const write = (issue: number) =>
      octokit.rest.issues.addLabels({ owner: 'acme', repo: 'widgets', issue_number: issue, labels: ['bug'] });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, issue) => write(issue + 1)));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
  });
});
