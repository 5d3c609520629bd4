import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { readRows } from '../../../src/store/core/read-rows.ts';
import { reconcileId } from '../../../src/triage/chores/reconcile-repositories.ts';
import { databases } from '../../support/databases.ts';
import { type EmbeddingServer, startEmbeddingServer } from '../../support/embedding-server.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';
import { until } from '../../support/until.ts';

const file = '.github/dispatch.yml';
const repo = 'acme/widgets';
const crash = { title: 'Crash when a large archive is opened', body: 'It ends at once.', author: 'rita' };

describe.each(databases)('hosted vectors, on the $name database', (database) => {
  let server: EmbeddingServer;
  let run: RunningDispatch;
  beforeAll(async () => {
    server = await startEmbeddingServer();
    const given = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'key-of-tests' };
    run = await runDispatch(database, { seed: SMALL_SEED }, given);
  });
  afterAll(async () => {
    await run?.close();
    await server?.close();
  });

  const models = () =>
    run.dispatch.database.system(async (tx) =>
      Object.fromEntries(
        (
          await readRows<{ model: string; vectors: number }>(
            tx,
            sql`select model, count(*)::int as vectors from embeddings group by model`,
          )
        ).map(({ model, vectors }) => [model.split('/')[0] ?? '', vectors]),
      ),
    );

  it('are not asked for until the settings want them; then past issues get them by themselves', async () => {
    await run.github.openIssue(repo, crash);
    await run.github.openIssue(repo, { ...crash, title: 'An archive of 2 GB crashes it' });
    await run.drained();
    expect(server.requests).toEqual([]);
    const before = Object.values(await models()).reduce((sum, count) => sum + count, 0);
    expect(before).toBeGreaterThanOrEqual(2);
    await run.github.pushFile(repo, file, 'similar:\n  embedding: openai\n');
    await run.drained();
    await until(async () => {
      const { openai = 0, ...others } = await models();
      // The past may still have been read when they were counted.
      return openai >= before && Object.keys(others).length === 0;
    });
    expect(server.requests.flatMap(({ input }) => input).some((text) => text.includes(crash.title))).toBe(
      true,
    );
  });

  it('of a model that is not in use any more are made anew when a worker starts', async () => {
    // Some may have a vector of each model, while the past is read.
    await run.dispatch.database.system(async (tx) => {
      await tx.execute(sql`
        insert into embeddings (installation_id, repository_id, number, model, embedding)
        select installation_id, repository_id, number, 'old/one', embedding from embeddings on conflict do nothing`);
      await tx.execute(sql`delete from embeddings where model <> 'old/one'`);
    });
    // What every start adds.
    await run.dispatch.queue.chores.hurry(reconcileId);
    await until(async () => Object.keys(await models()).join() === 'openai');
  });

  it('are made of a new issue at once, and give way to local ones while the server is down', async () => {
    // The last of these: a server that failed so often is left alone for a while, as a fresh worker would not leave it.
    server.behaves = { status: 503 };
    await run.github.openIssue(repo, { ...crash, title: 'Crash with an archive that is empty' });
    await run.drained();
    expect(Object.keys(await models()).toSorted()).toEqual([expect.stringMatching(/^local/), 'openai']);
  });
});
