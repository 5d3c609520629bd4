import { may } from '../../domain/commands/rights.ts';
import { withoutRelated } from '../../domain/comment/comment-parts.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { LessonSource } from '../../domain/issue/lesson.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { loadSettings } from '../core/load-settings.ts';
import type { DecisionStore, RepositoryStore } from '../ports/core.ts';
import type { DuplicateLinks, DuplicateWatch, Shown } from '../ports/duplicates.ts';
import type { LessonStore } from '../ports/lessons.ts';
import { changeComment, unasked } from '../write/change-comment.ts';
import { type CloseDeps, closeDuplicate } from './close-duplicate.ts';

export interface SweepDeps extends CloseDeps {
  repositories: RepositoryStore;
  duplicates: DuplicateLinks;
  watch: DuplicateWatch;
  lessons: Pick<LessonStore, 'teach'>;
  /** With what was vetoed left out: hide-vetoed.ts. */
  decisions: Pick<DecisionStore, 'latest'>;
}

/** Comments older than this are no longer looked at for a 👎, and so many at most: each costs a request. */
const watchedDays = 30;
const maxWatched = 200;
const maxPending = 200;
const dayMs = 86_400_000;
const source: LessonSource = 'reaction';

/**
 * Looks once a day for what GitHub sends no event for: a 👎 on the living comment, by the author or a person who may
 * triage, vetoes what it names. Then closes the duplicates that are due, where the settings want that.
 */
export async function sweepDuplicates(deps: SweepDeps, repo: RepositoryRef): Promise<void> {
  if (repo.archived || (await deps.repositories.isPaused(repo))) return;
  const { settings } = await loadSettings(deps, repo);
  const since = new Date(deps.now() - watchedDays * dayMs).toISOString();
  const shown = await deps.watch.shown(repo, since, maxWatched);
  for (const each of shown) {
    // Hundreds of requests may stand between the first and the last.
    if (await deps.repositories.isPaused(repo)) return;
    await hear(deps, repo, each);
  }
  const closes = settings.duplicates.close && (settings.mode === 'apply' || settings.mode === 'auto');
  const pending = closes ? await deps.watch.pending(repo, maxPending) : [];
  for (const link of pending) await closeDuplicate(deps, repo, settings, link);
}

async function hear(deps: SweepDeps, repo: RepositoryRef, shown: Shown): Promise<void> {
  const { number, commentId, author } = shown;
  const against = (await deps.reads.thumbsDown(repo, commentId)).filter(({ kind }) => kind === 'person');
  const by = await findJudge(deps, repo, author, against);
  if (!by) return;
  const cause = `reaction:${commentId}`;
  const vetoed = await deps.duplicates.unlink(repo, number, { by, cause, source: 'reaction' });
  if (vetoed.length === 0) return;
  const at = new Date(deps.now()).toISOString();
  await deps.lessons.teach(
    repo,
    vetoed.map((of) => ({
      ...{ number, verdict: 'missed' as const, source, by, cause, deliveryId: null, at, said: null },
      subject: { kind: 'not-duplicate' as const, of },
    })),
  );
  await changeComment(deps, {
    ...{ repo, number, cause: `veto:${commentId}:${vetoed.join(',')}`, by: unasked },
    why: { code: 'not_related' },
    change: (parts) => withoutRelated(parts, vetoed),
    onlyStanding: true,
  });
}

/** The first of them whose word counts here. */
async function findJudge(
  { github }: SweepDeps,
  repo: RepositoryRef,
  author: Account,
  against: readonly Account[],
): Promise<Account | null> {
  for (const by of against) {
    if (by.id !== null && by.id === author.id) return by;
    if (may(await github.permissionOf(repo, by), 'issue.correct')) return by;
  }
  return null;
}
