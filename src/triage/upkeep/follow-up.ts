import type { Action } from '../../domain/actions/action.ts';
import { renderComment } from '../../domain/comment/comment.ts';
import type { CommentParts } from '../../domain/comment/comment-parts.ts';
import { partsOf } from '../../domain/comment/read-parts.ts';
import { skipReason } from '../../domain/decide/skip-reason.ts';
import { missingInformation, stillMissing } from '../../domain/forms/missing-information.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { languageFor } from '../../domain/words/catalogs.ts';
import { loadSettings } from '../core/load-settings.ts';
import { presentIssue } from '../core/present-issue.ts';
import type { DecisionStore, IssueStore, RepositorySettings, RepositoryStore } from '../ports/core.ts';
import type { InfoRequest, InfoRequestStore } from '../ports/follow-up.ts';
import { type ActDeps, act } from '../write/act.ts';

export interface FollowUpDeps extends ActDeps {
  repositories: RepositoryStore;
  issues: Pick<IssueStore, 'saveSeen' | 'forgetMissing'>;
  decisions: Pick<DecisionStore, 'latest'>;
  askings: InfoRequestStore;
  /** Milliseconds since the epoch. */
  now: () => number;
}

const dayMs = 86_400_000;
/** Of one repository in one round; the rest comes with the next. */
const maxAtOnce = 200;

/**
 * Reminds those who were asked for something and have not given it, and closes what still lacks it, where the settings say
 * so and after the days they say. Each issue is asked of GitHub right before, and left alone once any person wrote since.
 * The reminder is the one living comment, posted anew.
 */
export async function followUp(deps: FollowUpDeps, repo: RepositoryRef): Promise<void> {
  if (repo.archived || (await deps.repositories.isPaused(repo))) return;
  const read = await loadSettings(deps, repo);
  const { nudge_after_days: nudge, close_after_days: close } = read.settings.missing_information;
  if (nudge === null && close === null) return;
  for (const asking of await deps.askings.open(repo, maxAtOnce)) {
    const waited = (deps.now() - Date.parse(asking.askedAt)) / dayMs;
    const closes = close !== null && waited >= close;
    const nudges = !closes && nudge !== null && waited >= nudge && asking.nudgedAt === null;
    if (closes || nudges) await followUpOne(deps, repo, read, asking, closes);
  }
}

async function followUpOne(
  deps: FollowUpDeps,
  repo: RepositoryRef,
  { settings, forms }: RepositorySettings,
  asking: InfoRequest,
  closes: boolean,
): Promise<void> {
  const { number } = asking;
  const issue = await presentIssue(deps, repo, number);
  if (!issue) return;
  const comments = await deps.github.repliesSince(repo, number, asking.askedAt);
  const own = comments.filter(({ author }) => author.id === issue.author.id);
  const lacking = own.reduce(
    (fields, { body }) => stillMissing(fields, body),
    missingInformation(issue, settings, forms).filter((field) => !asking.given.includes(field)),
  );
  if (lacking.length === 0) return deps.askings.settled(repo, number);
  if (issue.state === 'closed') return deps.askings.dropped(repo, number);
  if (comments.length > 0 || skipReason(issue, settings) || (await deps.effects.isIgnored(repo, number)))
    return;
  const standing = await deps.effects.livingComment(repo, number);
  if (!standing || standing.deleted) return deps.askings.dropped(repo, number);
  const decision = (await deps.decisions.latest(repo, number))?.decision ?? null;
  const language = languageFor(decision?.language ?? null, settings.languages);
  const before = partsOf(standing, decision, settings);
  const parts: CommentParts = {
    ...before,
    missing: { fields: lacking, status: closes ? 'closed' : 'reminded' },
  };
  const body = renderComment(parts, language);
  const comment = {
    kind: 'comment.upsert',
    body,
    previous: standing.body,
    parts,
    previousParts: before,
  } as const;
  const actions: Action[] = closes
    ? [
        { ...comment, why: { code: 'information_withheld' } },
        { kind: 'issue.close', reason: 'not_planned', why: { code: 'information_withheld' } },
      ]
    : // GitHub tells nobody of an edit: the comment is posted anew, and stays the only one.
      [
        {
          kind: 'comment.delete',
          body: standing.body,
          parts: before,
          why: { code: 'reposted' },
        },
        { ...comment, revive: true, why: { code: 'information_missing' } },
      ];
  const cause = `follow-up:${asking.askedAt}:${closes ? 'close' : 'nudge'}`;
  const by = { deliveryId: null, actor: { login: 'dispatch', id: null, kind: 'bot' } as const, models: [] };
  const outcomes = await act(deps, { repo, number, cause, actions, takenAway: [], by });
  if (outcomes.some(({ status }) => status === 'held')) return;
  if (closes) await deps.askings.dropped(repo, number);
  else await deps.askings.nudged(repo, number);
}
