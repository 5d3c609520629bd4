import type { ActionReason } from '../../domain/actions/action-reason.ts';
import type { CommentParts } from '../../domain/comment/comment-parts.ts';
import { partsOf } from '../../domain/comment/read-parts.ts';
import { planComment } from '../../domain/decide/plan-comment.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { languageFor } from '../../domain/words/catalogs.ts';
import { loadSettings } from '../core/load-settings.ts';
import type { DecisionStore, GitHub, RepositoryStore } from '../ports/core.ts';
import type { Provenance } from '../ports/effects.ts';
import { type ActDeps, act, type Outcome } from './act.ts';

export interface ChangeCommentDeps extends ActDeps {
  github: GitHub;
  repositories: RepositoryStore;
  decisions: Pick<DecisionStore, 'latest'>;
}

export interface CommentChange {
  repo: RepositoryRef;
  number: number;
  /** What the write is done for; the same cause writes once. */
  cause: string;
  by: Provenance;
  why: ActionReason;
  /** Changes the parts that there is a reason to change, and no others. */
  change: (parts: CommentParts) => CommentParts;
  /** True where a comment that does not stand yet is not worth posting for it. */
  onlyStanding?: boolean;
}

const bot = { login: 'dispatch', id: null, kind: 'bot' as const };
/** What nobody asked for at this moment. */
export const unasked: Provenance = { deliveryId: null, actor: bot, models: [] };

/**
 * Changes some parts of the one living comment; the others stay as they are. Nothing is written where the settings want no comment,
 * or where a person deleted it. Safe to run again. Throws when a retry may help.
 */
export async function changeComment(deps: ChangeCommentDeps, asked: CommentChange): Promise<Outcome[]> {
  const { repo, number, cause, by, why, change, onlyStanding = false } = asked;
  const { settings } = await loadSettings(deps, repo);
  if (settings.comments.when === 'never') return [];
  const decision = (await deps.decisions.latest(repo, number))?.decision ?? null;
  const comment = await deps.effects.livingComment(repo, number);
  if (onlyStanding && comment === null) return [];
  const before = partsOf(comment, decision, settings);
  const next = change(before);
  if (next === before) return [];
  const language = languageFor(decision?.language ?? null, settings.languages);
  const actions = planComment(comment, { before, next }, language, why);
  return act(deps, { repo, number, cause, actions, takenAway: [], by });
}
