import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProbotOctokit } from 'probot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { askLabelAge } from '../../../src/github/calls/label-age.ts';

const repo = { owner: 'acme', name: 'widgets' };
let server: Server;
let answer: { status: number; body: object };
const asked: { path: string; variables: unknown }[] = [];

beforeEach(async () => {
  asked.length = 0;
  server = createServer(async (request, response) => {
    const body: Uint8Array[] = [];
    for await (const chunk of request) body.push(chunk);
    asked.push({
      path: request.url ?? '',
      variables: JSON.parse(Buffer.concat(body).toString('utf8')).variables,
    });
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      date: 'Mon, 30 Nov 2026 12:00:30 GMT',
    });
    response.end(JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => server.close());

const ask = (path = '') => {
  const { port } = server.address() as AddressInfo;
  const octokit = new ProbotOctokit({
    baseUrl: `http://127.0.0.1:${port}${path}`,
    auth: { token: 't' },
    throttle: { enabled: false },
    retry: { enabled: false },
  });
  return askLabelAge(octokit, repo, 'bug');
};
const created = (label: object | null) => ({ status: 200, body: { data: { repository: { label } } } });

it('a label is as old as GitHub says, by the clock of its answer', async () => {
  answer = created({ createdAt: '2026-11-30T12:00:00Z' });
  expect(await ask()).toBe(30);
  expect(asked).toEqual([{ path: '/graphql', variables: { ...repo, label: 'bug' } }]);
});

it('a GitHub Enterprise Server is asked beside its REST API', async () => {
  answer = created({ createdAt: '2026-11-30T12:00:30Z' });
  expect(await ask('/api/v3')).toBe(0);
  expect(asked.map(({ path }) => path)).toEqual(['/api/graphql']);
});

it.each([
  ['there is no such label', created(null)],
  ['GitHub refuses the question', { status: 200, body: { data: null, errors: [{ message: 'no' }] } }],
  ['there is no GraphQL', { status: 404, body: { message: 'Not Found' } }],
])('nothing is known where %s', async (_what, given) => {
  answer = given;
  expect(await ask()).toBeNull();
});
