import { createLocalEmbedder } from '../../src/classify/embedding/local-embedder.ts';
import type { Database } from '../../src/store/core/database.ts';
import { createBackfillStore } from '../../src/store/issues/backfills.ts';
import { createIssueStore } from '../../src/store/issues/issues.ts';
import { createPastStore } from '../../src/store/issues/pasts.ts';
import { createRepositoryStore } from '../../src/store/repositories/repositories.ts';
import { createPostings } from '../../src/store/similar/postings.ts';
import { createSimilarStore } from '../../src/store/similar/similar.ts';
import { stepBackfill } from '../../src/triage/past/backfill.ts';
import { makeIssue, makeRepository } from '../store/make-repository.ts';
import { createMemoryPast } from '../support/memory-past.ts';

export const pastRepository = makeRepository({ installationId: 77, repositoryId: 770, name: 'chart' });
export const pastIssues = 90;

/** Reads a past of 90 issues and as many events in pages of 6, from where it stands, and tells of each page. */
export async function readPastThrough(database: Database, onPage: () => void): Promise<void> {
  const repo = pastRepository;
  const repositories = createRepositoryStore(database, async () => {});
  await repositories.saveRepository(repo);
  const issues = Array.from({ length: pastIssues }, (_, i) => makeIssue(repo, i + 1));
  const events = issues.map(({ number }) => ({
    ...{ kind: 'labeled' as const, label: `label ${number % 3}`, number },
    ...{ by: { login: 'mona', id: 7, kind: 'person' as const }, at: '2026-11-02T08:00:00Z' },
  }));
  const deps = {
    past: createMemoryPast({ issues, events, pageSize: 6 }).past,
    backfills: createBackfillStore(database),
    pasts: createPastStore(database),
    issues: createIssueStore(database),
    repositories,
    embedder: createLocalEmbedder(),
    vectors: createSimilarStore(database),
    postings: createPostings(database),
    now: Date.now,
  };
  if (!(await deps.backfills.get(repo))) await deps.backfills.begin(repo);
  while ((await stepBackfill(deps, repo)) !== 'done') onPage();
}
