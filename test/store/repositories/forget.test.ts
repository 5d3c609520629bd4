import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RepositoryRef } from '../../../src/domain/issue/repository.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import { createInbox } from '../../../src/queue/inbox.ts';
import { type Queue, startQueue } from '../../../src/queue/queue.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { readRows } from '../../../src/store/core/read-rows.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createEffectStore } from '../../../src/store/record/effects.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { embeddingWidth } from '../../../src/store/schema/repository-schema.ts';
import { createSimilarStore } from '../../../src/store/similar/similar.ts';
import { makeDelivery } from '../../queue/make-delivery.ts';
import { databases } from '../../support/databases.ts';
import { keepLabels, keepSettings } from '../keep-read.ts';
import { makeIssue, makeRepository } from '../make-repository.ts';

describe.each(databases)('forgetting, $name', ({ open }) => {
  let database: Database;
  let queue: Queue;
  beforeAll(async () => {
    database = await open();
    queue = await startQueue(database);
  });
  afterAll(async () => {
    await queue.stop({ timeoutMs: 1_000 });
    await database.close();
  });

  /** Something of the repository in every table, each with the canary where it has a text. */
  async function fill(repo: RepositoryRef, canary: string): Promise<void> {
    const repositories = createRepositoryStore(database, queue.forgetJobs);
    await repositories.saveInstallation({
      id: repo.installationId,
      account: canary,
      accountId: 1,
      kind: 'user',
    });
    await keepSettings(repositories, repo, {
      settings: defaultSettings,
      problems: [canary],
      source: 'x',
      forms: [{ kind: 'form', name: canary, fields: [], labels: [], type: null, title: '' }],
      codeowners: [{ pattern: canary, owners: [] }],
    });
    const label = { id: 1, name: canary, color: 'aabbcc', description: '' };
    await keepLabels(repositories, repo, [label], []);
    await createIssueStore(database).saveIssue(repo, makeIssue(repo, 1, { body: canary }));
    await createIssueStore(database).forgetIssue(repo, 2);
    await createSimilarStore(database).saveEmbedding(repo, 1, {
      model: canary,
      vector: new Float32Array(embeddingWidth).fill(1),
    });
    await createDecisionStore(database).record(repo, {
      ...{ number: 1, inputHash: canary, deliveryId: null, opinions: [], tookMs: 1 },
      decision: { values: [], similar: [], missing: [], fallback: canary },
    });
    const effects = createEffectStore(database);
    const by = { deliveryId: null, actor: { login: 'dispatch', id: null, kind: 'bot' } as const, models: [] };
    const rows = await effects.intend(repo, 1, 'c', [{ kind: 'comment.upsert', body: canary, why: '' }], by);
    await effects.complete(
      repo,
      1,
      rows.map(({ id }) => ({ id, githubId: 5 })),
    );
    const { installationId, repositoryId } = repo;
    await queue.chores.add(`train/${installationId}/${repositoryId}`, 600);
    await createInbox(database).accept(
      makeDelivery({ id: canary, installationId, repositoryId, body: Buffer.from(canary) }),
    );
  }

  /** Every table, of whatever schema, that still holds the text or the installation's number. */
  async function tablesHolding(text: string): Promise<string[]> {
    return database.system(async (tx) => {
      // The number itself is kept among the forgotten.
      const tables = await readRows<{ name: string }>(
        tx,
        sql`select format('%I.%I', schemaname, tablename) as name from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema', 'drizzle') and tablename <> 'forgotten_installations'`,
      );
      const holding: string[] = [];
      for (const { name } of tables) {
        const [row] = await readRows<{ held: boolean }>(
          tx,
          sql`select exists (select from ${sql.raw(name)} t where t::text like ${`%${text}%`}
              or t::text like ${`%${Buffer.from(text).toString('hex')}%`}) as held`,
        );
        if (row?.held) holding.push(name.replace(/_p\d+$/, '').replace('public.', ''));
      }
      return holding.sort();
    });
  }

  it('leaves nothing of an installation but its number, and everything of the others', async () => {
    const gone = makeRepository({ installationId: 777_000_111, repositoryId: 41 });
    const stays = makeRepository({ installationId: 777_000_222, repositoryId: 42 });
    await fill(gone, 'canary-of-the-gone');
    await fill(stays, 'canary-of-the-stays');
    const held = await tablesHolding('777000111');
    expect(held).toEqual(
      expect.arrayContaining(['audit', 'decisions', 'deliveries', 'effects', 'embeddings', 'events']),
    );
    expect(held).toEqual(
      expect.arrayContaining(['forgotten_issues', 'installations', 'issues', 'labels', 'repositories']),
    );
    expect((await tablesHolding('canary-of-the-gone')).some((name) => name.startsWith('queue.'))).toBe(true);
    const neighbors = await tablesHolding('777000222');
    await createRepositoryStore(database, queue.forgetJobs).forgetInstallation(gone.installationId);
    expect(await tablesHolding('canary-of-the-gone')).toEqual([]);
    expect(await tablesHolding('777000111')).toEqual([]);
    expect(await tablesHolding('777000222')).toEqual(neighbors);
  });

  it('takes nothing of a forgotten installation up again', async () => {
    const gone = makeRepository();
    const repositories = createRepositoryStore(database, queue.forgetJobs);
    await repositories.forgetInstallation(gone.installationId);
    await repositories.forgetInstallation(gone.installationId);
    await expect(repositories.saveRepository(gone)).rejects.toMatchObject({ code: 'DA001' });
    const saved = createIssueStore(database).saveIssue(gone, makeIssue(gone, 1));
    await expect(saved).rejects.toMatchObject({ code: 'DA001' });
  });

  it('drops the job and the text of a delivery that comes after', async () => {
    const gone = makeRepository();
    await createRepositoryStore(database, queue.forgetJobs).forgetInstallation(gone.installationId);
    const late = makeDelivery({
      id: 'canary-late',
      installationId: gone.installationId,
      repositoryId: gone.repositoryId,
    });
    await createInbox(database).accept(late);
    let worked = 0;
    await queue.work(async ({ deliveryId }) => {
      if (deliveryId !== late.id) return;
      worked += 1;
      await createIssueStore(database).saveIssue(gone, makeIssue(gone, 1));
    });
    await expect.poll(() => tablesHolding('canary-late'), { timeout: 20_000 }).toEqual([]);
    expect(worked).toBe(1);
  });

  it('forgets one repository and leaves its neighbor', async () => {
    const gone = makeRepository({ installationId: 888_000_111 });
    const stays = makeRepository({ installationId: 888_000_111 });
    await fill(gone, 'canary-one');
    await fill(stays, 'canary-two');
    await createRepositoryStore(database, queue.forgetJobs).forgetRepository(gone);
    expect((await tablesHolding('canary-one')).filter((name) => name !== 'installations')).toEqual([]);
    expect(await createIssueStore(database).getIssue(stays, 1)).not.toBeNull();
  });
});
