import type { DuplicatePart } from '../../domain/comment/comment-parts.ts';
import { skipReason } from '../../domain/decide/skip-reason.ts';
import type { DuplicateLink } from '../../domain/duplicates/duplicate-link.ts';
import { type LastLook, mayClose } from '../../domain/duplicates/may-close.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { presentIssue } from '../core/present-issue.ts';
import type { IssueStore } from '../ports/core.ts';
import type { DuplicateLinks, DuplicateReads, PendingLink } from '../ports/duplicates.ts';
import { act } from '../write/act.ts';
import { type ChangeCommentDeps, changeComment, unasked } from '../write/change-comment.ts';

export interface CloseDeps extends ChangeCommentDeps {
  duplicates: Pick<DuplicateLinks, 'keepOpen'>;
  issues: Pick<IssueStore, 'saveSeen' | 'forgetMissing'>;
  reads: DuplicateReads;
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * Says on an issue that it will be closed as a duplicate, and some days later closes it. GitHub is asked how things stand
 * right before each: what anybody did since keeps the issue open for good, and why is kept with the link.
 */
export async function closeDuplicate(
  deps: CloseDeps,
  repo: RepositoryRef,
  settings: Settings,
  link: PendingLink,
): Promise<void> {
  const { number, canonical } = link;
  const issue = await presentIssue(deps, repo, number);
  if (!issue) return;
  if (skipReason(issue, settings) || (await deps.effects.isIgnored(repo, number))) return;
  const days = settings.duplicates.close_after_days;
  const look = await lastLook(deps, repo, issue, link);
  // The days count from when the author was told: one who was not could not object.
  const told = { ...link, at: link.toldAt ?? new Date(deps.now()).toISOString() };
  const verdict = mayClose(told, look, days, deps.now());
  if (verdict.do === 'keep') {
    await deps.duplicates.keepOpen(repo, number, verdict.why);
    if (link.toldAt !== null && issue.state === 'open')
      await tell(deps, repo, link, { of: canonical, status: 'linked' }, 'kept');
    return;
  }
  if (link.toldAt === null) return tell(deps, repo, link, { of: canonical, status: 'closing', days }, 'tell');
  if (verdict.do === 'wait') return;
  const why = { code: 'duplicate_unopposed' as const, of: canonical, days };
  const close = { kind: 'issue.close' as const, reason: 'duplicate' as const, duplicateOf: canonical, why };
  const closing = {
    repo,
    number,
    cause: causeOf('close', link),
    actions: [close],
    takenAway: [],
    by: unasked,
  };
  const outcomes = await act(deps, closing);
  if (outcomes.some(({ status }) => status === 'done'))
    await tell(deps, repo, link, { of: canonical, status: 'closed' }, 'closed');
}

async function lastLook(
  { github, reads, effects }: CloseDeps,
  repo: RepositoryRef,
  issue: Issue,
  { at, canonical }: DuplicateLink,
): Promise<LastLook> {
  const { number } = issue;
  const later = ({ at: then }: { at: string }) => Date.parse(then) > Date.parse(at);
  const living = await effects.livingComment(repo, number);
  const comments = (await reads.comments(repo, number, at)).filter(later);
  const doings = (await reads.doings(repo, number)).filter(later);
  const thumbs = living && !living.deleted ? await reads.thumbsDown(repo, living.id) : [];
  const since = [
    ...comments.map(({ by }) => ({ kind: 'commented' as const, by })),
    ...doings,
    ...thumbs.map((by) => ({ kind: 'thumbs down' as const, by })),
  ].filter(({ by }) => by.kind === 'person');
  return { issue, canonical: await github.getIssue(repo, canonical), since };
}

/** Where the settings want no comment nobody is told, and so nothing is closed. Only the first telling posts a comment. */
async function tell(
  deps: CloseDeps,
  repo: RepositoryRef,
  link: DuplicateLink,
  duplicate: DuplicatePart,
  what: 'tell' | 'kept' | 'closed',
): Promise<void> {
  await changeComment(deps, {
    ...{ repo, number: link.number, cause: causeOf(what, link), by: unasked },
    why: closingWhy[what],
    change: (parts) => ({ ...parts, duplicate }),
    onlyStanding: what !== 'tell',
  });
}

const closingWhy = {
  tell: { code: 'duplicate_announced' },
  kept: { code: 'duplicate_contested' },
  closed: { code: 'duplicate_closed' },
} as const;

/** One link is told and acted on once; linked again, it is another link. The watch reads it too: store/duplicate-watch.ts. */
const causeOf = (what: string, { canonical, at }: DuplicateLink) =>
  `duplicate-${what}:${canonical}:${Date.parse(at)}`;
