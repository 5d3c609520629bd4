import { afterEach, describe, expect, it } from 'vitest';
import { createIntake } from '../../../src/github/intake/intake.ts';
import { issueOpened, memoryInbox, secret, send, sign, startIntake } from '../webhook-sender.ts';

const running: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const intake of running.splice(0)) await intake.close();
});

async function start(options: Partial<Parameters<typeof startIntake>[0]> = {}) {
  const inbox = memoryInbox();
  const intake = await startIntake({ inbox, ...options });
  running.push(intake);
  return { ...intake, inbox };
}

describe('a signed delivery', () => {
  it('is kept with its raw bytes and facts before it is acknowledged', async () => {
    const { url, inbox } = await start();
    const body = issueOpened({ note: 'NUL \u0000 and é 日本' });
    const answer = await send(url, { body, id: 'abc-1' });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ status: 'queued', delivery: 'abc-1' });
    const [kept] = inbox.kept;
    expect(Buffer.from(kept?.body ?? []).toString()).toBe(body);
    expect(kept).toMatchObject({
      id: 'abc-1',
      event: 'issues',
      action: 'opened',
      installationId: 7,
      repositoryId: 42,
      number: JSON.parse(body).issue.number,
    });
    expect(kept).not.toHaveProperty('ignored');
  });

  it('is acknowledged again, and not kept again, when it is repeated or replayed under a new id', async () => {
    const { url, inbox } = await start();
    const body = issueOpened();
    await send(url, { body, id: 'abc-1' });
    const repeated = await send(url, { body, id: 'abc-1' });
    const replayed = await send(url, { body, id: 'abc-2' });
    expect([repeated.status, replayed.status]).toEqual([202, 202]);
    expect(await replayed.json()).toMatchObject({ status: 'seen' });
    expect(inbox.kept).toHaveLength(1);
  });

  it('may be signed with either secret while one replaces the other, and not with the old one afterwards', async () => {
    const both = await start({ secrets: ['the new one', secret] });
    const old = issueOpened();
    const fresh = issueOpened();
    expect((await send(both.url, { body: old })).status).toBe(202);
    expect((await send(both.url, { body: fresh, signature: await sign(fresh, 'the new one') })).status).toBe(
      202,
    );
    const after = await start({ secrets: ['the new one'] });
    expect((await send(after.url, { body: issueOpened() })).status).toBe(401);
    expect(after.inbox.kept).toHaveLength(0);
  });

  it.each([
    ['a ping', 'ping', { zen: 'Design for failure.', hook_id: 1 }, 'ping from GitHub'],
    ['an event that is not used', 'star', { action: 'created' }, 'the event star is not used'],
    ['an event that nobody knows', 'sub_spaces', { action: 'created' }, 'the event sub_spaces is not known'],
    [
      'an action that is not used',
      'issues',
      JSON.parse(issueOpened({ action: 'pinned' })),
      'issues.pinned is not used',
    ],
    [
      'a comment on a pull request',
      'issue_comment',
      {
        ...JSON.parse(issueOpened({ action: 'created', comment: { id: 1 } })),
        issue: { number: 3, pull_request: {} },
      },
      'on a pull request',
    ],
  ])('is kept as ignored when it is %s', async (_name, event, payload, reason) => {
    const { url, inbox } = await start();
    const answer = await send(url, { event, body: JSON.stringify(payload) });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ status: 'ignored' });
    expect(inbox.kept[0]?.ignored).toBe(reason);
  });
});

describe('a delivery that is not signed by us', () => {
  const body = issueOpened();
  it.each([
    ['no signature', async () => null],
    ['an empty one', async () => ''],
    ['a short one', async () => (await sign(body)).slice(0, -1)],
    ['a long one', async () => `${await sign(body)}00`],
    ['one in SHA-1', async () => 'sha1=da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['one of another secret', async () => sign(body, 'development')],
    ['one of other bytes', async () => sign(`${body} `)],
    ['one in capitals', async () => (await sign(body)).toUpperCase()],
  ])('is refused with 401 and not kept: %s', async (_name, signature) => {
    const { url, inbox, lines } = await start();
    const answer = await send(url, { body, signature: await signature() });
    expect(answer.status).toBe(401);
    expect(inbox.kept).toHaveLength(0);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.length).toBeLessThan(1024);
  });

  it('is counted against its address, which signed deliveries never are', async () => {
    const counted: string[] = [];
    const tooMany = async (address: string) => counted.push(address) > 2;
    const { url } = await start({ tooMany });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await send(url, { body, signature: null })).status);
    for (let n = 0; n < 3; n += 1) statuses.push((await send(url, { body: issueOpened() })).status);
    expect(statuses).toEqual([401, 401, 429, 202, 202, 202]);
    expect(counted).toHaveLength(3);
  });

  it('cannot be let in by a missing secret', () => {
    const log = { info: () => {}, warn: () => {} };
    const options = { inbox: memoryInbox(), log, tooMany: async () => false, addressOf: () => 'here' };
    expect(() => createIntake({ ...options, secrets: ['', ' '] })).toThrow(/secret/);
  });
});

describe('a signed body that is not what it should be', () => {
  it.each([
    ['not JSON', 'issues', '{"action":'],
    ['empty JSON', 'issues', 'null'],
    ['a list', 'issues', '[]'],
    ['a form', 'issues', `payload=${encodeURIComponent('{}')}`],
    ['nested 500,000 deep', 'issues', '['.repeat(500_000) + ']'.repeat(500_000)],
    ['an issue passed off as a comment', 'issue_comment', issueOpened()],
    ['a comment passed off as an issue', 'issues', issueOpened({ comment: { id: 1 } })],
    ['an issue passed off as a push', 'push', issueOpened()],
    ['an event name with odd characters', 'issues opened', issueOpened()],
  ])('is refused with 400: %s', async (_name, event, body) => {
    const { url, inbox, errors } = await start();
    expect((await send(url, { event, body })).status).toBe(400);
    expect(inbox.kept).toHaveLength(0);
    expect(errors).toEqual([]);
  });

  it('is kept when a field of it is nested 500,000 deep: depth alone is no fault', async () => {
    const { url, inbox } = await start();
    const deep = '['.repeat(500_000) + ']'.repeat(500_000);
    const answer = await send(url, { body: issueOpened().replace('{', `{"deep":${deep},`) });
    expect(answer.status).toBe(202);
    expect(inbox.kept).toHaveLength(1);
  });

  it('is refused without a delivery id', async () => {
    const { url } = await start();
    expect((await send(url, { body: issueOpened(), id: '' })).status).toBe(400);
  });
});

describe('the database', () => {
  it('is answered for with 503 when it refuses', async () => {
    const { url, lines } = await start({
      inbox: { accept: () => Promise.reject(new Error('read-only transaction')) },
    });
    const answer = await send(url, { body: issueOpened() });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('30');
    expect(lines[0]).toContain('read-only transaction');
  });

  it('is answered for with 503 when it hangs, and a delivery after it came back is taken', async () => {
    let hangs = true;
    const inbox = memoryInbox();
    const accept: typeof inbox.accept = (delivery) =>
      hangs ? new Promise(() => {}) : inbox.accept(delivery);
    const { url } = await start({ inbox: { accept }, commitTimeoutMs: 50 });
    const body = issueOpened();
    expect((await send(url, { body, id: 'abc-1' })).status).toBe(503);
    hangs = false;
    expect((await send(url, { body, id: 'abc-1' })).status).toBe(202);
  });

  it('does not gather bodies in memory while it hangs', async () => {
    const { url } = await start({ inbox: { accept: () => new Promise(() => {}) }, commitTimeoutMs: 50 });
    const bodies = Array.from({ length: 4 }, () => issueOpened({ filler: 'x'.repeat(20 * 1024 * 1024) }));
    const reasons = [];
    for (const body of bodies) reasons.push((await send(url, { body })).status);
    expect(reasons).toEqual([503, 503, 503, 503]);
    const { lines } = running.at(-1) as unknown as { lines: string[] };
    expect(lines[3] ?? '').toContain('no commit');
    expect((await send(url, { body: issueOpened() })).status).toBe(503);
    expect(lines[4]).toContain('too many deliveries are waiting');
  });
});

it('answers other methods with 405', async () => {
  const { url } = await start();
  expect((await fetch(url)).status).toBe(405);
});
