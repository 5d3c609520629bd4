import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { makeToken } from '../../../src/console/api/token-value.ts';
import { createTokenStore } from '../../../src/store/console/api-tokens.ts';
import { readRows } from '../../../src/store/core/read-rows.ts';
import { choreId } from '../../../src/triage/ports/chores.ts';
import { databases } from '../../support/databases.ts';
import { type LlmServer, plainAnswer, startLlmServer } from '../../support/llm-server.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';
import { signInAt, testCallback } from '../../support/sign-in-at.ts';
import { until } from '../../support/until.ts';

const canary = 'xanthocanary';
/** Everything that could carry a text elsewhere is on in the public repository; the private one has the defaults. */
const settings = `mode: apply
comments: { when: always }
model: { provider: openai, llm: always }
similar: { embedding: openai, repositories: ['acme/*'] }
duplicates: { similarity: 0.2 }
labels: { thresholds: { bug: 0.5 } }
`;
const [widgets = SMALL_SEED.repositories[0]] = SMALL_SEED.repositories;
const seed = {
  ...SMALL_SEED,
  app: { callbackUrls: [testCallback] },
  repositories: [
    { ...widgets, owner: 'acme', name: 'widgets', files: { '.github/dispatch.yml': settings } },
    { ...widgets, owner: 'acme', name: 'vault', private: true },
  ],
};
const secret = (i: number) => ({
  title: `The ${canary} valve leaks at night (${i})`,
  body: `Only ${canary} knows why the valve leaks.\n\n\`\`\`\nError: ENOENT ${canary}, lstat\n    at ${canary}Open (a.js:1:1)\n\`\`\``,
  author: 'mona',
});
const open = (i: number) => ({
  title: `The valve leaks at night (${i})`,
  body: 'Who knows why the valve leaks.\n\n```\nError: ENOENT, lstat\n    at openValve (a.js:1:1)\n```',
  author: 'rita',
});

describe.each(databases)('a private canary, on the $name database', (database) => {
  let server: LlmServer;
  let run: RunningDispatch;
  let place: { installationId: number; repositoryId: number };
  let vault: { installationId: number; repositoryId: number };
  beforeAll(async () => {
    server = await startLlmServer();
    server.usually({ say: plainAnswer });
    const given = { OPENAI_BASE_URL: server.openAiUrl, OPENAI_API_KEY: 'key-of-tests' };
    run = await runDispatch(database, { seed }, given);
    const placeOf = (name: string) => ({
      installationId: run.github.installationId,
      repositoryId: run.github.world.tables.repos.findOneBy('full_name', name)?.id ?? 0,
    });
    [place, vault] = [placeOf('acme/widgets'), placeOf('acme/vault')];
    for (let i = 1; i <= 6; i++) {
      await run.github.openIssue('acme/vault', secret(i));
      await run.github.openIssue('acme/widgets', open(i));
    }
    await run.drained();
    // A person teaches the private one; its lessons are its own.
    await run.github.comment('acme/vault', 1, { author: 'mona', body: '/category bug' });
    await run.github.comment('acme/vault', 2, { author: 'mona', body: '/duplicate #1' });
    await run.drained();
    for (const each of [vault, place]) await run.dispatch.queue.chores.hurry(choreId('themes', each));
    await until(async () => (await linked(place)) >= 6 && (await linked(vault)) >= 6);
    await run.github.openIssue('acme/widgets', open(7));
    await run.github.comment('acme/widgets', 3, { author: 'tess', body: '/similar' });
    await run.github.comment('acme/widgets', 3, { author: 'tess', body: '/why' });
    await run.drained();
  }, 180_000);
  afterAll(async () => {
    await run?.close();
    await server?.close();
  });

  const rows = <Row>(query: ReturnType<typeof sql>) =>
    run.dispatch.database.system((tx) => readRows<Row>(tx, query));
  const linked = async ({ repositoryId }: { repositoryId: number }) =>
    (
      await rows<{ n: number }>(
        sql`select count(*)::int as n from theme_issues where repository_id = ${repositoryId}`,
      )
    )[0]?.n ?? 0;

  it('is kept where it belongs, so that the rest means something', async () => {
    const [kept] = await rows<{ n: number }>(
      sql`select count(*)::int as n from issues
          where repository_id = ${vault.repositoryId} and title like ${`%${canary}%`}`,
    );
    expect(kept?.n).toBe(6);
    const asked = server.requests.map(({ path }) => path.replace(/^.*\//, ''));
    expect(asked).toEqual(expect.arrayContaining(['completions', 'embeddings']));
  });

  it('is in no prompt and in no text that vectors are made of', () => {
    expect(JSON.stringify(server.requests)).not.toContain(canary);
  });

  it('is in no row of any table but its own repository’s', async () => {
    const tables = await rows<{ name: string }>(
      sql`select table_name as name from information_schema.columns
          where table_schema = 'public' and column_name = 'repository_id' order by 1`,
    );
    expect(tables.length).toBeGreaterThan(15);
    for (const { name } of tables) {
      const [found] = await rows<{ n: number }>(
        sql`select count(*)::int as n from ${sql.identifier(name)} each
            where repository_id = ${place.repositoryId} and each::text ilike ${`%${canary}%`}`,
      );
      expect([name, found?.n]).toEqual([name, 0]);
    }
  });

  it('is in nothing that was written on the public repository', () => {
    const written = run.github.ledger.filter((entry) => !JSON.stringify(entry).includes('vault'));
    expect(written.length).toBeGreaterThan(3);
    expect(JSON.stringify(written)).not.toContain(canary);
  });

  it('is on no page and in no answer of the API for who may not read its repository', async () => {
    const cookie = await signInAt(run, 'tess');
    const { value, id } = makeToken();
    const userId = run.github.world.tables.users.findOneBy('login', 'tess')?.id ?? 0;
    const token = { id, name: 'a test', login: 'tess', userId, expiresAt: new Date(Date.now() + 86_400_000) };
    await createTokenStore(run.dispatch.database).create({ ...token, scopes: ['read', 'write', 'operate'] });
    const get = (path: string) => {
      const headers: Record<string, string> = path.startsWith('/api/')
        ? { authorization: `Bearer ${value}` }
        : { cookie };
      return fetch(run.dispatch.url + path, { headers });
    };
    const pages = ['', '/issues', '/issues/3', '/issues/7', '/themes', '/duplicates', '/labels', '/activity'];
    pages.push('/inbox', '/settings', '/playground', '/failures', `/issues?q=${canary.slice(0, 7)}`);
    const api = ['/repos', '/repos/acme/widgets/issues', '/repos/acme/widgets/issues/3'];
    const paths = [
      '/',
      ...pages.map((page) => `/acme/widgets${page}`),
      ...api.map((path) => `/api/v1${path}`),
    ];
    for (const path of paths) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect([path, (await answer.text()).includes(canary)]).toEqual([path, false]);
    }
    for (const page of pages) expect((await get(`/acme/vault${page}`)).status).toBe(404);
    expect((await get('/api/v1/repos/acme/vault/issues/1')).status).toBe(404);
  });
});
