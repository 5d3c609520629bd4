import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPagePorts } from '../../../src/app/create-page-ports.ts';
import { createServices } from '../../../src/app/services.ts';
import { createApi } from '../../../src/console/api/api.ts';
import { makeToken } from '../../../src/console/api/token-value.ts';
import { createRateLimit } from '../../../src/ops/rate-limit.ts';
import { startQueue } from '../../../src/queue/queue.ts';
import { createUserRequests } from '../../../src/queue/user-requests.ts';
import type { Scope } from '../../../src/read/api.ts';
import type { Role, VisibleRepository } from '../../../src/read/console.ts';
import { createTokenStore } from '../../../src/store/console/api-tokens.ts';
import { createConsoleReads } from '../../../src/store/console/console-reads.ts';
import { createIdempotencyStore } from '../../../src/store/console/idempotency-keys.ts';
import { createRequestReads } from '../../../src/store/console/request-reads.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { createDeliveryStore } from '../../../src/store/repositories/deliveries.ts';
import { makeIssue, makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';

describe.each(databases)('the API, $name', ({ open }) => {
  let database: Database;
  let queue: Awaited<ReturnType<typeof startQueue>>;
  const repository: VisibleRepository = { ...makeRepository(), role: 'triage' };
  const roles: Record<string, Role> = { mona: 'triage' };
  /** What the App is installed on; mona has a role in one of them. */
  const known = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name, place) => ({
    ...{ repositoryId: place, owner: 'harbour', name },
  }));
  known.splice(6, 0, repository);
  const path = `/api/v1/repos/${repository.owner}/${repository.name}`;

  beforeAll(async () => {
    database = await open();
    queue = await startQueue(database);
    const issues = createIssueStore(database);
    for (const number of [1, 2, 3]) await issues.saveIssue(repository, makeIssue(repository, number));
  });
  afterAll(async () => {
    await queue.stop({ timeoutMs: 1_000 });
    await database.close();
  });

  async function start({ login = 'mona', scopes = ['read', 'write'] as Scope[], points = 1_000 } = {}) {
    const tokens = createTokenStore(database);
    const errors: unknown[] = [];
    const api = createApi({
      baseUrl: 'http://127.0.0.1',
      assets: { css: '/assets/console.css', script: '/assets/console.js', favicon: '/assets/favicon.svg' },
      tokens,
      idempotency: createIdempotencyStore(database),
      roles: {
        find: async (owner, name, { login: asking }) =>
          owner === repository.owner && name === repository.name && roles[asking]
            ? { ...repository, role: roles[asking] }
            : null,
      },
      repositories: { all: async () => known },
      reads: createConsoleReads(database),
      pages: createPagePorts(createServices({ database, queue }), queue),
      lessons: createLessonStore(database),
      requests: createUserRequests(database, queue),
      requestReads: createRequestReads(database),
      meter: createRateLimit({ points, window: 60 }),
      log: { error: (detail) => errors.push(detail), warn: () => undefined },
    });
    const { value, id } = makeToken();
    await tokens.create({
      id,
      name: 'a script',
      login,
      userId: 7,
      scopes,
      expiresAt: new Date(Date.now() + 86_400_000),
    });
    const send = (
      method: string,
      address: string,
      { json, headers = {} }: { json?: unknown; headers?: Record<string, string> } = {},
    ) =>
      api.request(address, {
        method,
        headers: {
          authorization: `Bearer ${value}`,
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
    return { api, tokens, id, send, errors };
  }

  const problemOf = async (answer: Response) => {
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    return (await answer.json()) as { status: number; detail: string; errors?: { at: string }[] };
  };

  it('lists issues page by page', async () => {
    const { send } = await start();
    const first = (await (await send('GET', `${path}/issues?limit=2`)).json()) as {
      issues: { number: number }[];
      next: string;
    };
    expect(first.issues).toHaveLength(2);
    const second = (await (
      await send('GET', `${path}/issues?limit=2&cursor=${first.next}`)
    ).json()) as typeof first;
    expect([...first.issues, ...second.issues].map(({ number }) => number).sort()).toEqual([1, 2, 3]);
    expect(second.next).toBeNull();
  });

  it('lists the repositories that the person may triage, and names no other', async () => {
    const { send } = await start();
    const answer = await send('GET', '/api/v1/repos');
    const { owner, name, private: hidden } = repository;
    expect(await answer.json()).toEqual({
      repositories: [{ owner, name, private: hidden, role: 'triage' }],
      next: null,
    });
    const stranger = await start({ login: 'eve' });
    expect(await (await stranger.send('GET', '/api/v1/repos')).json()).toEqual({
      repositories: [],
      next: null,
    });
  });

  it('looks at some repositories at a time, and each counts as a request', async () => {
    const { send } = await start();
    const first = await send('GET', '/api/v1/repos?limit=5');
    const { repositories, next } = (await first.json()) as { repositories: []; next: string };
    expect(repositories).toEqual([]);
    expect(first.headers.get('ratelimit')).toBe('"token";r=994;t=0');
    const second = await send('GET', `/api/v1/repos?limit=5&cursor=${next}`);
    expect(await second.json()).toMatchObject({ repositories: [{ name: repository.name }], next: null });
    const poor = await start({ points: 4 });
    const cut = await poor.send('GET', '/api/v1/repos');
    expect(await cut.json()).toEqual({ repositories: [], next: '3' });
    expect(await problemOf(await poor.send('GET', '/api/v1/repos'))).toMatchObject({ status: 429 });
  });

  it('says in its own form what is wrong with a request, and never that it failed', async () => {
    const { send, errors } = await start();
    for (const query of ['q=%00', 'label=%00', 'cursor=2026-02-31T10:00:00.000000Z_3'])
      expect((await send('GET', `${path}/issues?${query}`)).status).toBe(
        query.startsWith('cursor') ? 200 : 400,
      );
    expect(await problemOf(await send('GET', `${path}/audit?who=%00`))).toMatchObject({ status: 400 });
    const headers = { 'content-type': 'text/plain' };
    const plain = await send('POST', `${path}/issues/2/corrections`, { json: {}, headers });
    expect(await problemOf(plain)).toMatchObject({ status: 415 });
    expect(errors).toEqual([]);
  });

  it('lists no repository without a token that may read', async () => {
    const { api } = await start();
    expect(await problemOf(await api.request('/api/v1/repos'))).toMatchObject({ status: 401 });
    const { send } = await start({ scopes: ['write'] });
    expect(await problemOf(await send('GET', '/api/v1/repos'))).toMatchObject({ status: 403 });
  });

  it('shows an issue, and says plainly when there is none', async () => {
    const { send } = await start();
    const one = (await (await send('GET', `${path}/issues/2`)).json()) as {
      issue: { number: number };
      triage: null;
    };
    expect(one).toMatchObject({ issue: { number: 2 }, triage: null, writes: [] });
    expect(await problemOf(await send('GET', `${path}/issues/99`))).toMatchObject({ status: 404 });
    expect(await problemOf(await send('GET', `${path}/issues/0`))).toMatchObject({
      status: 400,
      errors: [{ at: 'param.number' }],
    });
  });

  it('tells whose token it is and when it expires', async () => {
    const { send } = await start();
    const told = (await (await send('GET', '/api/v1/token')).json()) as { expiresAt: string };
    expect(told).toMatchObject({ name: 'a script', login: 'mona', scopes: ['read', 'write'] });
    expect(new Date(told.expiresAt).getTime()).toBeGreaterThan(Date.now());
  });

  it('takes no request without a token that holds', async () => {
    const { api, tokens, id, send } = await start();
    const none = await api.request(`${path}/issues`);
    expect(none.headers.get('www-authenticate')).toContain('Bearer');
    expect(await problemOf(none)).toMatchObject({ status: 401 });
    expect(await tokens.revoke(8, id)).toBe(false);
    expect((await send('GET', `${path}/issues`)).status).toBe(200);
    expect(await tokens.revoke(7, id)).toBe(true);
    expect((await send('GET', `${path}/issues`)).status).toBe(401);
  });

  it('shows a repository to those alone who may triage it', async () => {
    const { send } = await start({ login: 'stranger' });
    expect((await send('GET', `${path}/issues`)).status).toBe(404);
    expect((await send('POST', `${path}/issues/1/triage`, { json: {} })).status).toBe(404);
  });

  it('keeps a correction for the worker, and tells how it is getting on', async () => {
    const { send } = await start();
    const answer = await send('POST', `${path}/issues/1/corrections`, {
      json: { dimension: 'category', value: 'question' },
    });
    expect(answer.status).toBe(202);
    const { id } = (await answer.json()) as { id: string };
    const kept = await createDeliveryStore(database).getDelivery(id);
    expect(JSON.parse(Buffer.from(kept?.body ?? []).toString())).toMatchObject({
      number: 1,
      by: { login: 'mona', id: 7 },
      door: 'api',
      asked: { kind: 'command', command: { name: 'category', argument: 'question' } },
    });
    expect(await (await send('GET', `${path}/requests/${id}`)).json()).toEqual({
      id,
      state: 'queued',
      reason: null,
    });
    expect((await send('GET', `${path}/requests/${randomUUID()}`)).status).toBe(404);
  });

  it.each([
    [
      { label: 'area/api', on: true },
      { name: 'label', argument: 'area/api' },
    ],
    [
      { label: 'area/api', on: false },
      { name: 'unlabel', argument: 'area/api' },
    ],
    [
      { label: '🐛'.repeat(50), on: true },
      { name: 'label', argument: '🐛'.repeat(50) },
    ],
    [{ duplicateOf: 2 }, { name: 'duplicate', argument: '2' }],
    [{ duplicateOf: null }, { name: 'not-duplicate', argument: '' }],
  ])('understands the correction %j', async (json, command) => {
    const { send } = await start();
    const { id } = (await (await send('POST', `${path}/issues/1/corrections`, { json })).json()) as {
      id: string;
    };
    const kept = await createDeliveryStore(database).getDelivery(id);
    expect(JSON.parse(Buffer.from(kept?.body ?? []).toString()).asked).toEqual({ kind: 'command', command });
  });

  it('names what is wrong with a body', async () => {
    const { send } = await start();
    for (const json of [{}, { dimension: 'mood', value: 'x' }, { effects: [] }])
      expect((await send('POST', `${path}/issues/1/corrections`, { json })).status).toBe(400);
    const broken = await send('POST', `${path}/issues/1/undo`, {
      headers: { 'content-type': 'application/json' },
    });
    expect(await problemOf(broken)).toMatchObject({ status: 400 });
  });

  it('a token without the scope may not', async () => {
    const { send } = await start({ scopes: ['read'] });
    expect(await problemOf(await send('POST', `${path}/issues/1/triage`, { json: {} }))).toMatchObject({
      status: 403,
    });
  });

  it('does a write once under one Idempotency-Key', async () => {
    const { send } = await start();
    const headers = { 'idempotency-key': randomUUID() };
    const write = (json: unknown) => send('POST', `${path}/issues/1/corrections`, { json, headers });
    const json = { dimension: 'priority', value: 'high' };
    const first = await (await write(json)).json();
    const again = await write(json);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.status).toBe(202);
    expect(await again.json()).toEqual(first);
    expect(await problemOf(await write({ dimension: 'priority', value: 'low' }))).toMatchObject({
      status: 422,
    });
  });

  it('a request that was refused leaves its key free', async () => {
    const { send } = await start();
    const headers = { 'idempotency-key': randomUUID() };
    expect((await send('POST', `${path}/issues/99/triage`, { json: {}, headers })).status).toBe(404);
    expect((await send('POST', `${path}/issues/99/triage`, { json: {}, headers })).status).toBe(404);
  });

  it('counts the requests of a token and says how many are left', async () => {
    const { send } = await start({ points: 2 });
    const first = await send('GET', `${path}/issues`);
    expect(first.headers.get('ratelimit')).toContain('r=1');
    expect(first.headers.get('ratelimit-policy')).toBe('"token";q=2;w=60');
    await send('GET', `${path}/issues`);
    const third = await send('GET', `${path}/issues`);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemOf(third)).toMatchObject({ status: 429 });
  });

  it('tells the record: statistics, log, lessons, settings', async () => {
    const { send, errors } = await start();
    const lessons = createLessonStore(database);
    await lessons.teach(repository, [
      {
        ...{
          number: 1,
          verdict: 'missed',
          source: 'label',
          cause: randomUUID(),
          deliveryId: null,
          said: null,
        },
        subject: { kind: 'label', label: 'bug', labelId: 1, dimension: 'category', value: 'bug' },
        by: { login: 'hubot', id: 12, kind: 'person' },
        at: new Date().toISOString(),
      },
    ]);
    const get = async (what: string) =>
      (await send('GET', `${path}/${what}`)).json() as Promise<Record<string, unknown>>;
    expect(await get('stats')).toMatchObject({ today: { received: expect.any(Number) }, labels: [] });
    expect(await get('settings')).toMatchObject({ source: 'defaults', problems: [] });
    expect(await get('audit/state')).toMatchObject({ brokenAt: null });
    expect(await get('clusters')).toEqual({ themes: [], drawnAt: null });
    const told = (await get('lessons')) as { lessons: { id: string; by: object }[]; next: null };
    expect(told.lessons[0]).toMatchObject({ verdict: 'missed', by: { login: 'hubot' }, revoked: null });
    const { entries } = (await get('audit?limit=1')) as { entries: { kind: string }[] };
    expect(entries[0]?.kind).toContain('lesson');
    // All of somebody's lessons are for maintainers, as in the console; single ones for people who may write.
    const all = { json: { person: 12 } };
    expect((await send('POST', `${path}/lessons/revoke`, all)).status).toBe(403);
    roles.mona = 'write';
    expect((await send('POST', `${path}/lessons/revoke`, all)).status).toBe(403);
    roles.mona = 'maintain';
    const revoked = await send('POST', `${path}/lessons/revoke`, all);
    roles.mona = 'triage';
    expect(await revoked.json()).toEqual({ changed: 1 });
    const after = (await get('lessons')) as typeof told;
    expect(after.lessons[0]).toMatchObject({ revoked: { by: { login: 'mona' } } });
    expect(errors).toEqual([]);
  });

  it('shows failures to tokens that may operate', async () => {
    const reader = await start();
    expect((await reader.send('GET', `${path}/failures`)).status).toBe(403);
    const { send } = await start({ scopes: ['operate'] });
    expect(await (await send('GET', `${path}/failures`)).json()).toEqual({ failures: [] });
    const redriven = await send('POST', `${path}/failures/redrive`, {
      json: { deliveryIds: [randomUUID()] },
    });
    expect(await redriven.json()).toEqual({ changed: 0 });
    expect(
      (await send('POST', `${path}/failures/drop`, { json: { deliveryIds: ['x'], reason: ' ' } })).status,
    ).toBe(400);
  });

  it('describes itself', async () => {
    const { api, errors } = await start();
    const document = (await (await api.request('/api/v1/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { responses: Record<string, unknown>; operationId: string }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/api/v1/repos/{owner}/{repo}/issues/{number}');
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    for (const { responses } of operations) expect(Object.keys(responses)).toContain('401');
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const page = await (await api.request('/api/v1')).text();
    for (const { operationId } of operations) expect(page).toContain(`id="${operationId}"`);
    // Anybody may ask for both, so each is made once.
    api.getOpenAPI31Document = () => {
      throw new Error('made again');
    };
    expect(await (await api.request('/api/v1/openapi.json')).json()).toEqual(document);
    expect(await (await api.request('/api/v1')).text()).toBe(page);
    expect((await api.request('/api/v1/nothing')).status).toBe(404);
    expect(errors).toEqual([]);
  });
});
