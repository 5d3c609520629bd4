import { setImmediate as letOthers } from 'node:timers/promises';
import type { Issue } from '../../domain/issue/issue.ts';
import type { PastEvent } from '../../domain/issue/issue-past.ts';
import { Postponed } from '../../domain/issue/postponed.ts';
import type { RepositoryKey, RepositoryRef } from '../../domain/issue/repository.ts';
import { Refused } from '../core/refused.ts';
import type { IssueStore, RepositoryStore } from '../ports/core.ts';
import type { Backfill, BackfillStore, GitHubPast, PastPage, PastStore, Quota } from '../ports/past.ts';
import type { Embedder, Postings, SimilarStore } from '../ports/search.ts';
import { embedderAsKnown } from '../similar/embedder-for.ts';
import { indexIssues } from '../similar/index-issues.ts';

export interface BackfillDeps {
  past: GitHubPast;
  backfills: BackfillStore;
  pasts: PastStore;
  issues: IssueStore;
  repositories: Pick<RepositoryStore, 'isPaused' | 'getSettings'>;
  embedder: Embedder;
  /** By vector alone: words are indexed here, in batches. */
  vectors: Pick<SimilarStore, 'saveEmbedding'>;
  postings: Postings;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** `more`: another page waits. `rest`: not before so many seconds. */
export type BackfillStep = 'done' | 'more' | { restSeconds: number };

/** The share of GitHub's hourly quota that stays free for live work. */
const keptFree = 0.5;
/** Issues indexed in one transaction: live work waits for no more than these. */
const batch = 5;
/** At most this many issues teach, so that older events need not be read. */
const teaching = 5_000;
/** Events of 100,000 labels and closes: what lies further back teaches little and would cost hours of quota. */
const maxEventPages = 1_000;
const pausedSeconds = 900;

/**
 * Reads one page of a repository's past: first all issues, oldest first, which are kept and indexed for similarity; then
 * who labeled, renamed and closed them. The page and where to go on are kept together at its end, so a process that dies
 * repeats one page. Throws when GitHub may answer later.
 */
export async function stepBackfill(deps: BackfillDeps, place: RepositoryKey): Promise<BackfillStep> {
  const backfill = await deps.backfills.get(place);
  if (!backfill || backfill.stage === 'done') return 'done';
  const { repo, restsUntil } = backfill;
  const resting = restsUntil === null ? 0 : Date.parse(restsUntil) - deps.now();
  if (resting > 0) return { restSeconds: Math.ceil(resting / 1000) };
  if (await deps.repositories.isPaused(repo)) return { restSeconds: pausedSeconds };
  const quota = await readPage(deps, backfill).catch(async (error: unknown) => {
    if (!(error instanceof Postponed))
      await deps.backfills.failed(place, error instanceof Error ? error.message : String(error));
    throw error;
  });
  const until = restNeeded(quota);
  await deps.backfills.rest(place, until);
  if (until === null) return 'more';
  return { restSeconds: Math.max(1, Math.ceil((Date.parse(until) - deps.now()) / 1000)) };
}

async function readPage(
  deps: BackfillDeps,
  { repo, stage, cursor, pagesRead }: Backfill,
): Promise<Quota | null> {
  if (stage === 'issues') {
    return workOn(deps, repo, 'issues', cursor, {
      list: deps.past.listIssues,
      work: (issues) => keepIssues(deps, repo, issues),
      isEnough: async () => false,
    });
  }
  return workOn(deps, repo, 'events', cursor, {
    list: deps.past.listEvents,
    work: async (events: PastEvent[]) => {
      await deps.pasts.addEvents(repo, events);
      return 0;
    },
    isEnough: async (events: PastEvent[]) => {
      if (pagesRead + 1 >= maxEventPages) return true;
      const since = await deps.pasts.filedSince(repo, teaching);
      const oldest = events.at(-1);
      return since !== null && oldest !== undefined && Date.parse(oldest.at) < Date.parse(since);
    },
  });
}

interface Stage<T> {
  list: (repo: RepositoryRef, request: { page: string | null; etag: string | null }) => Promise<PastPage<T>>;
  /** Returns how many issues were kept. */
  work: (items: T[]) => Promise<number>;
  /** True where nothing that follows is of use. */
  isEnough: (items: T[]) => Promise<boolean>;
}

async function workOn<T>(
  { backfills }: BackfillDeps,
  repo: RepositoryRef,
  stage: 'issues' | 'events',
  cursor: string | null,
  { list, work, isEnough }: Stage<T>,
): Promise<Quota | null> {
  const page = `${stage}?${cursor ?? ''}`;
  const known = await backfills.knownPage(repo, page);
  // A last page may have got a successor without having changed itself, so it is always read anew.
  const etag = known?.next ? known.etag : null;
  const { quota, read } = await list(repo, { page: cursor, etag }).catch(endOfList<T>);
  if (!read) {
    const unchanged = { etag: known?.etag ?? null, next: known?.next ?? null };
    await backfills.pageRead(repo, { stage, page, ...unchanged, pagesTotal: null, issues: 0 });
    return quota;
  }
  const issues = await work(read.items);
  const next = (await isEnough(read.items)) ? null : read.next;
  await backfills.pageRead(repo, { stage, page, etag: read.etag, next, pagesTotal: read.pagesTotal, issues });
  return quota;
}

/** GitHub ends very long lists with a 422: there is no more to read. */
function endOfList<T>(error: unknown): PastPage<T> {
  if (!(error instanceof Refused && error.message.includes('answered 422'))) throw error;
  return { quota: null, read: { items: [], next: null, etag: null, pagesTotal: null } };
}

async function keepIssues(
  deps: BackfillDeps,
  repo: RepositoryRef,
  issues: readonly Issue[],
): Promise<number> {
  const embedder = await embedderAsKnown(deps.embedder, deps.repositories, repo);
  for (let from = 0; from < issues.length; from += batch) {
    const known: Issue[] = [];
    for (const issue of issues.slice(from, from + batch)) {
      known.push(await deps.issues.savePastIssue(repo, issue));
      await letOthers();
    }
    const embeddings = await embedder.embed(known);
    for (const [i, { number }] of known.entries()) {
      const embedding = embeddings[i];
      if (embedding) await deps.vectors.saveEmbedding(repo, number, embedding);
      await letOthers();
    }
    await indexIssues(deps.postings, repo, known);
    await letOthers();
  }
  return issues.length;
}

/** Until when to wait so that the kept share of the quota stays free; null where there is enough. */
function restNeeded(quota: Quota | null): string | null {
  return quota && quota.remaining < quota.limit * keptFree ? quota.resetsAt : null;
}
