import { languageFor } from '../domain/comment/sentences.ts';
import { closingNotice } from '../domain/duplicates/closing-notice.ts';
import type { DuplicateLink } from '../domain/duplicates/duplicate-link.ts';
import { type LastLook, mayClose } from '../domain/duplicates/may-close.ts';
import { handsOff } from '../domain/hands-off.ts';
import type { Issue } from '../domain/issue.ts';
import { planAnswers } from '../domain/plan-answers.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Settings } from '../domain/settings.ts';
import { type ActDeps, act } from './act.ts';
import type { DuplicateLinks, DuplicateReads, PendingLink } from './duplicate-ports.ts';
import type { DecisionStore, IssueStore } from './ports.ts';
import { presentIssue } from './present-issue.ts';

export interface CloseDeps extends ActDeps {
  duplicates: Pick<DuplicateLinks, 'keepOpen'>;
  issues: Pick<IssueStore, 'saveSeen' | 'forgetMissing'>;
  reads: DuplicateReads;
  decisions: Pick<DecisionStore, 'latest'>;
  /** Milliseconds since 1970. */
  now: () => number;
}

const ours = { deliveryId: null, actor: { login: 'dispatch', id: null, kind: 'bot' as const }, models: [] };

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
  if (handsOff(issue, settings) || (await deps.effects.isIgnored(repo, number))) return;
  const days = settings.duplicates.close_after_days;
  const look = await lastLook(deps, repo, issue, link);
  // The days count from when the author was told: one who was not could not object.
  const told = { ...link, at: link.toldAt ?? new Date(deps.now()).toISOString() };
  const verdict = mayClose(told, look, days, deps.now());
  if (verdict.do === 'keep') {
    await deps.duplicates.keepOpen(repo, number, verdict.why);
    return;
  }
  if (link.toldAt === null) return tell(deps, repo, settings, link);
  if (verdict.do === 'wait') return;
  const why = `A person linked it as a duplicate of #${canonical} ${days} ${days === 1 ? 'day' : 'days'} ago, and nobody objected.`;
  const close = { kind: 'issue.close' as const, reason: 'duplicate' as const, duplicateOf: canonical, why };
  await act(deps, { repo, number, cause: causeOf('close', link), actions: [close], takenAway: [], by: ours });
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

/** Where the settings want no comment nobody is told, and so nothing is closed. */
async function tell(
  deps: CloseDeps,
  repo: RepositoryRef,
  settings: Settings,
  link: DuplicateLink,
): Promise<void> {
  const { number, canonical } = link;
  const comment = await deps.effects.livingComment(repo, number);
  const decision = (await deps.decisions.latest(repo, number))?.decision ?? null;
  const language = languageFor(decision?.language ?? null, settings.languages);
  const notice = closingNotice(canonical, settings.duplicates.close_after_days, language);
  const actions = planAnswers([notice], decision, settings, { comment, language });
  await act(deps, { repo, number, cause: causeOf('tell', link), actions, takenAway: [], by: ours });
}

/** One link is told and acted on once; linked again, it is another link. The watch reads it too: store/duplicate-watch.ts. */
const causeOf = (what: string, { canonical, at }: DuplicateLink) =>
  `duplicate-${what}:${canonical}:${Date.parse(at)}`;
