import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';
import { signInAt, testCallback } from '../support/sign-in-at.ts';

const kilobyte = 1024;
const repository = '/acme/widgets';
/** Nobody is signed in here, or it is not even a route. */
const open = ['/theme', '/sign-out', '/healthz', '/metrics', '/setup', '/api/v1/nothing', '/nowhere', '/'];
const behindSignIn = [
  '/tokens',
  ...['inbox', 'issues/1', 'activity/undo', 'activity/revoke', 'failures/retry', 'failures/drop'].map(
    (path) => `${repository}/${path}`,
  ),
  ...['backlog', 'backtest', 'duplicates', 'pause', 'undo-all', 'settings/check-again'].map(
    (path) => `${repository}/${path}`,
  ),
];
const api = [
  'issues/1/corrections',
  'issues/1/approvals',
  'issues/1/undo',
  'issues/1/triage',
  'lessons/revoke',
  'failures/retry',
  'failures/drop',
].map((path) => `/api/v1/repos${repository}/${path}`);
/** Forms into which people paste long texts, and what those take. */
const large = [
  { path: `${repository}/playground`, most: 3 * kilobyte * kilobyte },
  { path: `${repository}/settings/validate`, most: 640 * kilobyte },
];

describe('the size of a body', () => {
  let run: RunningDispatch;
  let cookie: string;
  beforeAll(async () => {
    const [embedded] = databases;
    if (!embedded) throw new Error('the embedded database is always there');
    run = await runDispatch(
      embedded,
      { seed: { ...SMALL_SEED, app: { ...SMALL_SEED.app, callbackUrls: [testCallback] } } },
      { RATE_LIMIT_PER_MINUTE: '10000' },
    );
    cookie = await signInAt(run, 'mona');
  });
  afterAll(() => run?.close());

  /** Sends the headers and then `pieces`, without an end; the answer is all that comes back. */
  function send(path: string, headers: Record<string, string>, pieces: Iterable<Buffer> = []) {
    return new Promise<{ status: number; text: string; sent: number }>((resolve, reject) => {
      const asking = request(`${run.dispatch.url}${path}`, {
        method: 'POST',
        agent: false,
        headers: {
          cookie,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
          ...headers,
        },
      });
      let sent = 0;
      let answered = false;
      asking.on('response', (answer) => {
        answered = true;
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, sent }));
      });
      // A server that has answered may cut the connection while we are still writing.
      asking.on('error', (error) => (answered ? undefined : reject(error)));
      asking.flushHeaders();
      const next = (iterator: Iterator<Buffer>) => {
        const { value, done } = iterator.next();
        if (done || answered || asking.destroyed) return;
        sent += value.length;
        if (asking.write(value)) setImmediate(next, iterator);
        else asking.once('drain', () => next(iterator));
      };
      next(pieces[Symbol.iterator]());
    });
  }
  function* letters(bytes: number) {
    const piece = Buffer.alloc(16 * kilobyte, 'a');
    for (let left = bytes; left > 0; left -= piece.length) yield piece;
  }

  it.each([...open, ...behindSignIn, ...api])('%s refuses an announced 100 MB unread', async (path) => {
    const answer = await send(path, { 'content-length': String(100 * kilobyte * kilobyte) });
    expect(answer.status).toBe(413);
  });

  const some = [...open.slice(0, 3), ...behindSignIn.slice(0, 3), ...api.slice(0, 2)];
  it.each(some)('%s stops reading a body that never says how long it is', async (path) => {
    const answer = await send(path, { 'transfer-encoding': 'chunked' }, letters(8 * kilobyte * kilobyte));
    expect(answer.status).toBe(413);
    expect(answer.sent).toBeLessThan(4 * kilobyte * kilobyte);
  });

  it('says so to programs as a problem', async () => {
    const path = `/api/v1/repos${repository}/lessons/revoke`;
    const answer = await send(path, { 'content-length': '70000', 'content-type': 'application/json' });
    expect(JSON.parse(answer.text)).toMatchObject({ status: 413, title: 'Content too large' });
  });

  it.each(large)('$path takes as much as its form holds, and no more', async ({ path, most }) => {
    const tooMuch = await send(path, { 'content-length': String(most + 1) });
    expect(tooMuch.status).toBe(413);
    const chunked = await send(path, { 'transfer-encoding': 'chunked' }, letters(most + 64 * kilobyte));
    expect(chunked.status).toBe(413);
    const stranger = await send(path, { cookie: '', 'content-length': String(most) });
    expect(stranger.status).toBe(401);
  });

  it('leaves a form of an ordinary size alone', async () => {
    const theme = await fetch(`${run.dispatch.url}/theme`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ theme: 'dark', filler: 'a'.repeat(60_000) }),
    });
    expect(theme.status).toBe(303);
    const body = 'ß'.repeat(100_000);
    const play = await fetch(`${run.dispatch.url}${repository}/playground`, {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ title: 'A long one', body }),
    });
    expect(play.status).not.toBe(413);
  });

  it('leaves webhooks to their own limit', async () => {
    const { delivered } = await run.github.openIssue('acme/widgets', {
      title: 'Long',
      body: 'a '.repeat(60_000),
      author: 'rita',
    });
    expect(await delivered).toBe(202);
  });
});
