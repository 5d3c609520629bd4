import type { Octokit } from '@octokit/rest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type LocalGitHub,
  type LocalGitHubOptions,
  startLocalGitHub,
} from '../../demo/local-github/local-github.ts';
import { appOctokit } from './app-octokit.ts';

const acme = { owner: 'acme', repo: 'widgets' };
let github: LocalGitHub;
let octokit: Octokit;
let number: number;

async function start(options: LocalGitHubOptions = {}): Promise<void> {
  github = await startLocalGitHub(options);
  octokit = appOctokit(github, []);
  ({ number } = await github.openIssue('acme/widgets', { title: 'Crash', author: 'rita' }));
}
afterEach(() => github.close());

const comment = () => octokit.issues.createComment({ ...acme, issue_number: number, body: 'hello' });
const comments = () => github.world.tables.comments.count();

describe('a fault', () => {
  beforeEach(() => start());

  it('answers instead, as often as told, and writes nothing', async () => {
    github.faults.inject({ method: 'POST', path: /\/comments$/, status: 500, times: 2 });
    await expect(comment()).rejects.toMatchObject({ status: 500 });
    await expect(comment()).rejects.toMatchObject({ status: 500 });
    expect(comments()).toBe(0);
    expect((await comment()).status).toBe(201);
  });

  it('can come after the write: the caller sees 502, the comment stands', async () => {
    github.faults.inject({ path: /\/comments$/, commitThen502: true });
    await expect(comment()).rejects.toMatchObject({ status: 502 });
    expect(comments()).toBe(1);
    expect(github.ledger.map(({ kind }) => kind)).toEqual(['comment.create']);
    expect(github.requests.at(-1)).toMatchObject({ status: 502, operationId: 'issues/create-comment' });
  });

  it('can cut the connection, before or after the write', async () => {
    github.faults.inject({ path: /\/comments$/, reset: true });
    await expect(comment()).rejects.toMatchObject({ status: 500 });
    expect(comments()).toBe(0);
    github.faults.inject({ path: /\/comments$/, commitThen: 'reset' });
    await expect(comment()).rejects.toMatchObject({ status: 500 });
    expect(comments()).toBe(1);
    expect(github.requests.slice(-2).map(({ status }) => status)).toEqual([0, 0]);
  });

  it('can hang until it is cleared', async () => {
    github.faults.inject({ path: /\/comments$/, hang: true });
    let settled = false;
    const waiting = comment().then(
      () => 'done',
      (error: { status: number }) => error.status,
    );
    void waiting.then(() => {
      settled = true;
    });
    await expect.poll(() => github.requests.at(-1)?.operationId).toBe('issues/create-comment');
    await octokit.issues.get({ ...acme, issue_number: number });
    expect(settled).toBe(false);
    github.faults.clear();
    expect(await waiting).toBe(504);
    expect(comments()).toBe(0);
  });

  it('can let some requests pass first, and add headers', async () => {
    github.faults.inject({
      method: 'GET',
      path: /\/issues\/\d+$/,
      after: 1,
      status: 429,
      headers: { 'retry-after': '7' },
    });
    const read = () => octokit.issues.get({ ...acme, issue_number: number });
    expect((await read()).status).toBe(200);
    await expect(read()).rejects.toMatchObject({
      status: 429,
      response: { headers: { 'retry-after': '7' } },
    });
  });
});

describe('limits', () => {
  let clock: number;
  beforeEach(() => {
    clock = Date.now();
    return start({
      rateLimits: { perHour: 30, contentPerMinute: 3, pointsPerMinute: 20 },
      now: () => clock,
    });
  });

  it('refuse the fourth write of a minute, and say when to come back', async () => {
    for (let write = 0; write < 3; write += 1) await comment();
    await expect(comment()).rejects.toMatchObject({
      status: 403,
      response: {
        headers: { 'retry-after': '60' },
        data: { message: expect.stringContaining('secondary rate limit') },
      },
    });
    expect(comments()).toBe(3);
    clock += 60_000;
    expect((await comment()).status).toBe(201);
  });

  it('refuse the 21st point of a minute', async () => {
    const read = () => octokit.issues.get({ ...acme, issue_number: number });
    for (let point = 0; point < 20; point += 1) await read();
    await expect(read()).rejects.toMatchObject({ status: 403 });
  });

  it('refuse what is over the quota of an hour, and count down', async () => {
    github.limits.pointsPerMinute = 10_000;
    const read = () => octokit.issues.get({ ...acme, issue_number: number });
    const { headers } = await read();
    expect(headers).toMatchObject({
      'x-ratelimit-limit': '30',
      'x-ratelimit-remaining': '29',
      'x-ratelimit-used': '1',
      'x-ratelimit-resource': 'core',
    });
    for (let used = 1; used < 30; used += 1) await read();
    await expect(read()).rejects.toMatchObject({
      status: 403,
      response: { headers: { 'x-ratelimit-remaining': '0' } },
    });
  });
});

describe('validation', () => {
  it('records what GitHub does not describe, and lets it pass', async () => {
    await start();
    await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...acme,
      issue_number: number,
      body: 'fine',
      color: 'red',
    });
    await octokit.request('GET /repos/{owner}/{repo}/issues', { ...acme, state: 'reopened' as 'open' });
    await octokit.request('GET /repos/{owner}/{repo}/branches', acme);
    expect(github.violations.map(({ operationId, problems }) => [operationId, ...problems])).toEqual([
      ['issues/create-comment', 'body has the unknown field color'],
      ['issues/list-for-repo', 'query/state must be equal to one of the allowed values'],
      [null, 'GET /repos/acme/widgets/branches is no operation in the extract'],
    ]);
  });

  it('refuses it in strict mode, and writes nothing', async () => {
    await start({ validate: 'strict' });
    const wrong = octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...acme,
      issue_number: number,
      body: 7 as unknown as string,
    });
    await expect(wrong).rejects.toMatchObject({ status: 422 });
    expect(comments()).toBe(0);
    expect(github.violations).toHaveLength(1);
  });

  it('counts requests by template, so that the requests of one issue can be told', async () => {
    await start();
    await octokit.issues.get({ ...acme, issue_number: number });
    github.clearRequests();
    await comment();
    await octokit.issues.addLabels({ ...acme, issue_number: number, labels: ['bug'] });
    expect(
      github.requests.map(({ method, template, actor, status }) => [method, template, actor, status]),
    ).toEqual([
      ['POST', '/repos/{owner}/{repo}/issues/{issue_number}/comments', 'dispatch[bot]', 201],
      ['POST', '/repos/{owner}/{repo}/issues/{issue_number}/labels', 'dispatch[bot]', 200],
    ]);
  });
});
