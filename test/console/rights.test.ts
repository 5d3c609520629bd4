import { beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../src/console/api/api.ts';
import { makeToken } from '../../src/console/api/token-value.ts';
import { correctionActions } from '../../src/console/corrections/correction-form.ts';
import { answers } from '../../src/console/pages/inbox/inbox-form.ts';
import { may, type Operation, operationOfCommand, rights } from '../../src/domain/commands/rights.ts';
import { commands } from '../../src/domain/commands/table.ts';
import { type Permission, permissions } from '../../src/domain/issue/permission.ts';
import { createRateLimit } from '../../src/ops/rate-limit.ts';
import { type IdempotencyStore, scopes } from '../../src/read/api.ts';
import { harbour } from './harbour.ts';
import { createMemoryConsole } from './memory-console.ts';
import { createMemoryTokens } from './memory-tokens.ts';
import { tide } from './situations.ts';

/** A request through one of the doors, as it is when it is permitted. */
interface Door {
  method: 'GET' | 'POST';
  path: string;
  /** A form for the console, JSON for the API. */
  body?: Record<string, unknown>;
}
const get = (path: string): Door => ({ method: 'GET', path });
const post = (path: string, body: Record<string, unknown> = {}): Door => ({ method: 'POST', path, body });

const uuid = '7d3a1c52-6a0e-4b7e-9f55-0c1de5a3b901';
const correcting = { opened: 'now', version: '99' };
const pagesToRead = ['', '/issues', '/issues/147', '/issues/147/alike', '/inbox', '/labels', '/labels.css'];
const morePages = ['/backlog', '/backlog/preview', '/backtest', '/backtest/progress', '/backfill', '/themes'];
const lastPages = [
  '/labels/past',
  '/labels/past/progress',
  '/counts',
  '/asked?did=triage&of=147',
  '/themes/1',
  '/duplicates',
  '/activity',
  '/received',
  '/settings',
];
const livePages = ['/live', '/issues/live', '/issues/147/live', '/inbox/live'];

/** Every route of both doors that needs a right, by the operation that it is. */
const doors: Record<Operation, { console: Door[]; api: Door[] }> = {
  'repository.read': {
    console: [
      ...[...pagesToRead, ...morePages, ...lastPages, ...livePages].map(get),
      post('/settings/validate', { text: 'mode: suggest' }),
    ],
    api: ['/issues', '/issues/147', '/stats', '/audit', '/audit/state', '/lessons', '/clusters', '/settings']
      .map(get)
      .concat(get(`/requests/${uuid}`)),
  },
  // What is shown on pages that everybody may read: see below.
  'private-notices.read': { console: [], api: [] },
  'log.export': { console: [get('/activity/export.csv'), get('/activity/export.jsonl')], api: [] },
  'playground.run': { console: [get('/playground'), post('/playground', { title: 'a' })], api: [] },
  // Commands alone.
  'issue.ask': { console: [], api: [] },
  'issue.triage': {
    console: [post('/issues/147/corrections', { do: 'triage', ...correcting })],
    api: [post('/issues/147/triage')],
  },
  'issue.correct': {
    console: [
      post('/issues/147/corrections', { do: 'approve', dimension: 'category', value: 'bug', ...correcting }),
      post('/issues/147/corrections', { do: 'reject', dimension: 'category', value: 'bug', ...correcting }),
      post('/issues/147/corrections', { do: 'correct', to: 'label=question', ...correcting }),
      post('/issues/147/alike', { change: '1:category:bug' }),
      post('/inbox', { do: 'approve', card: '147:99', ...correcting }),
      post('/inbox', { do: 'correct', to: 'label=question', card: '147:99', ...correcting }),
      post('/duplicates', { do: 'stand', number: '147', of: '131' }),
      post('/duplicates', { do: 'veto', number: '147', of: '131' }),
    ],
    api: [
      post('/issues/147/corrections', { label: 'question', on: true }),
      post('/issues/147/approvals', { dimension: 'category', value: 'bug' }),
    ],
  },
  'issue.dismiss': {
    console: [
      post('/inbox', { do: 'dismiss', card: '147:99', ...correcting }),
      post('/inbox', { do: 'restore', card: '147:99', ...correcting }),
    ],
    api: [],
  },
  'issue.undo': {
    console: [
      post('/issues/147/corrections', { do: 'undo', effect: uuid, ...correcting }),
      post('/activity/undo', { effect: uuid, step: 'do' }),
    ],
    api: [post('/issues/147/undo', { effects: [uuid] })],
  },
  'writes.undo-all': {
    console: [get('/activity/undo-all?label=bug'), post('/activity/undo-all', { label: 'bug' })],
    api: [],
  },
  'backlog.triage': { console: [post('/backlog')], api: [] },
  'backtest.run': { console: [post('/backtest')], api: [] },
  'weak-labels.run': { console: [post('/labels/past', { do: 'price' })], api: [] },
  'notices.settle': { console: [], api: [] },
  'lessons.revoke-own': {
    console: [post('/inbox', { do: 'undo', card: '147:99', request: uuid, ...correcting })],
    api: [],
  },
  'lessons.revoke': {
    console: [post('/activity/revoke', { lesson: uuid })],
    api: [post('/lessons/revoke', { ids: [uuid] })],
  },
  'lessons.revoke-person': {
    console: [post('/activity/revoke', { person: '7' })],
    api: [post('/lessons/revoke', { person: 7 })],
  },
  'failures.read': { console: [get('/failures')], api: [get('/failures')] },
  'failures.retry': {
    console: [post('/failures/retry', { delivery: 'a' })],
    api: [post('/failures/redrive', { deliveryIds: ['a'] })],
  },
  'failures.drop': {
    console: [post('/failures/drop', { delivery: 'a', reason: 'old' })],
    api: [post('/failures/drop', { deliveryIds: ['a'], reason: 'old' })],
  },
  'settings.reload': { console: [post('/settings/check-again')], api: [] },
  'triage.pause': { console: [post('/pause', { scope: 'repository', paused: 'yes' })], api: [] },
  'triage.pause-installation': {
    console: [post('/pause', { scope: 'installation', paused: 'yes' })],
    api: [],
  },
};
const operations = Object.keys(rights) as Operation[];
const walk = operations.flatMap((operation) => permissions.map((role) => ({ operation, role })));

/** Keeps nothing: every key is new. */
const noIdempotency: IdempotencyStore = {
  begin: async () => 'fresh',
  finish: async () => undefined,
  release: async () => undefined,
};

async function openDoors() {
  const console = await createMemoryConsole(harbour());
  const { world, pages, box, people } = console;
  /** What GitHub says now; below triage it does not list the repository for the person at all. */
  let role: Permission = 'none';
  const visible = () =>
    role === 'none' || role === 'read'
      ? []
      : [{ ...tide, role: role as 'triage' | 'write' | 'maintain' | 'admin' }];
  const tokens = createMemoryTokens(() => new Date());
  const api = createApi({
    baseUrl: 'http://127.0.0.1',
    assets: { css: '', script: '', favicon: '' },
    tokens,
    idempotency: noIdempotency,
    roles: {
      find: async (owner, name) =>
        visible().find((each) => each.owner === owner && each.name === name) ?? null,
    },
    repositories: { all: async () => [tide] },
    reads: world.reads,
    pages,
    lessons: { list: async () => [], revoke: async () => [] },
    requests: box,
    requestReads: {
      states: async () => [],
      find: async (_repository, id) => ({ id, number: 147, state: 'done', reason: null }),
    },
    meter: createRateLimit({ points: 100_000, window: 60 }),
    log: { error: () => undefined, warn: () => undefined },
  });
  const { value, id } = makeToken();
  const soon = new Date(Date.now() + 86_400_000);
  await tokens.create({ id, name: 'all', login: 'mona', userId: 1, scopes: [...scopes], expiresAt: soon });
  const base = `/${tide.owner}/${tide.name}`;
  /** Signs in anew each time: a session keeps GitHub's answer for half a minute. */
  const throughConsole = async (as: Permission, { method, path, body }: Door) => {
    role = as;
    people.visible.mona = visible();
    const leaving = new AbortController();
    const answer = await console.app.request(`${base}${path}`, {
      method,
      signal: leaving.signal,
      headers: {
        cookie: await console.signInAs('mona'),
        'sec-fetch-site': 'same-origin',
        ...(path.endsWith('live') ? { accept: 'text/event-stream' } : {}),
        'content-type': 'application/x-www-form-urlencoded',
      },
      ...(body ? { body: new URLSearchParams(body as Record<string, string>) } : {}),
    });
    if (path.endsWith('live')) {
      leaving.abort();
      await answer.body?.cancel();
    }
    return answer;
  };
  const throughApi = async (as: Permission, { method, path, body }: Door) => {
    role = as;
    return api.request(`/api/v1/repos${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${value}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  };
  return { console, api, throughConsole, throughApi };
}

/** `broken` for what is no answer about rights at all. */
const read = ({ status }: Response) =>
  status === 403 || status === 404
    ? 'refused'
    : status < 400 || status === 409
      ? 'permitted'
      : `broken: ${status}`;

describe('the table of rights', () => {
  let opened: Awaited<ReturnType<typeof openDoors>>;
  beforeAll(async () => {
    opened = await openDoors();
  });

  it.each(walk)(
    '$operation as $role: the same through the console and the API',
    async ({ operation, role }) => {
      // A door opens for those who may triage; commands have their own for everybody.
      const wanted = may(role, operation) && may(role, 'repository.read') ? 'permitted' : 'refused';
      const { console, api } = doors[operation];
      for (const door of console)
        expect([door.path, read(await opened.throughConsole(role, door))]).toEqual([door.path, wanted]);
      for (const door of api)
        expect([door.path, read(await opened.throughApi(role, door))]).toEqual([door.path, wanted]);
    },
  );

  it('covers every route of a repository, of both doors', () => {
    const covers = (all: Door[], method: string, path: string) => {
      const pattern = new RegExp(`^${path.replaceAll(/\{[^}]*\}\}?/g, '').replaceAll(/:\w+/g, '[^/]+')}$`);
      return all.some((door) => door.method === method && pattern.test(door.path.split('?')[0] ?? ''));
    };
    const uncovered = (routes: { method: string; path: string }[], prefix: string, all: Door[]) => [
      ...new Set(
        routes
          .filter(({ method, path }) => method !== 'ALL' && path.startsWith(prefix) && !path.endsWith('*'))
          .map(({ method, path }) => ({ method, path: path.slice(prefix.length) }))
          .filter(({ method, path }) => !covers(all, method, path))
          .map(({ method, path }) => `${method} ${path}`),
      ),
    ];
    const all = Object.values(doors);
    const console = all.flatMap((each) => each.console);
    expect(uncovered(opened.console.app.routes, '/:owner/:name', console)).toEqual([
      // Its ids are of notices: what may be settled is what may be seen.
      'POST /notices/:id{[0-9a-f-]{36}}/settle',
    ]);
    const api = all.flatMap((each) => each.api);
    expect(uncovered(opened.api.routes, '/api/v1/repos/:owner/:repo', api)).toEqual([]);
  });

  it('covers everything that a form of several buttons can ask for', () => {
    const asked = (ending: string) =>
      Object.values(doors)
        .flatMap((each) => each.console)
        .flatMap(({ path, body }) => (path.endsWith(ending) ? (body?.do ?? []) : []));
    expect(new Set(asked('/inbox'))).toEqual(new Set(answers));
    expect(new Set(asked('/corrections'))).toEqual(new Set(correctionActions));
  });

  it.each(permissions.slice(2))('shows private notices to %s as the table says', async (role) => {
    const page = await (await opened.throughConsole(role, get(''))).text();
    const settled: string[] = page.match(/notices\/[0-9a-f-]{36}\/settle/g) ?? [];
    const all = (await (await opened.throughConsole('admin', get(''))).text()).match(
      /notices\/[0-9a-f-]{36}\/settle/g,
    );
    expect(settled.length === all?.length).toBe(may(role, 'private-notices.read'));
    for (const address of new Set(all)) {
      const answer = await opened.throughConsole(role, post(`/${address}`));
      const wanted = settled.includes(address) && may(role, 'notices.settle');
      expect(read(answer)).toBe(wanted ? 'permitted' : 'refused');
    }
  });

  it('agrees with the help of the commands', () => {
    for (const { name, who } of commands) {
      const { least } = rights[operationOfCommand(name)];
      expect([name, least]).toEqual([name, who === 'anyone' ? 'none' : 'triage']);
    }
  });
});
