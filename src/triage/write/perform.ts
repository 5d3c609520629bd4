import type { Action, ActionOf } from '../../domain/actions/action.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { Refused } from '../core/refused.ts';
import type { GitHub } from '../ports/core.ts';
import type { DuplicateLinks } from '../ports/duplicates.ts';
import type { Effect, EffectStore } from '../ports/effects.ts';
import { addExistingLabels } from './add-existing-labels.ts';
import { deleteLivingComment } from './delete-living-comment.ts';
import type { LabelReasons } from './label-reasons.ts';
import { type CommentState, writeLivingComment } from './write-living-comment.ts';

export interface PerformDeps {
  github: GitHub;
  effects: EffectStore;
  /** For links between issues; a triage makes none. */
  links?: Pick<DuplicateLinks, 'link' | 'unlink'>;
  /** For labels with a reason; a triage alone gives any. */
  reasons?: LabelReasons;
}

type Performers = {
  [K in Action['kind']]: (action: ActionOf<K>, at: Place, deps: PerformDeps) => Promise<number | null>;
};

interface Place {
  repo: RepositoryRef;
  number: number;
  effect: Effect;
  comment: CommentState | null;
}

/**
 * Makes one write, which may have been made before: each is idempotent at GitHub or looks first. Returns GitHub's id of
 * what was made, where it has one. `comment` is how the living comment stands, where that was read already.
 *
 * @throws Refused when GitHub says no for good
 */
export function perform(
  deps: PerformDeps,
  repo: RepositoryRef,
  number: number,
  effect: Effect,
  comment: CommentState | null = null,
): Promise<number | null> {
  const performer = performers[effect.action.kind] as (
    action: Action,
    at: Place,
    deps: PerformDeps,
  ) => Promise<number | null>;
  return performer(effect.action, { repo, number, effect, comment }, deps);
}

const performers: Performers = {
  'label.add': async (target, { repo, number }, deps) => {
    const [missed] = await addExistingLabels(deps, repo, number, [target]);
    if (missed) throw new Refused(missed.refusal);
    return null;
  },
  'label.remove': ({ label }, { repo, number }, { github }) =>
    nothing(github.removeLabel(repo, number, label)),
  'label.create': async ({ label, color, description }, { repo }, { github }) =>
    (await github.createLabel(repo, { name: label, color, description }))?.id ?? null,
  'label.delete': async ({ label, labelId }, { repo }, { github }) => {
    const standing = await github.getLabel(repo, label);
    if (!standing) return null;
    // It only has the name of the one that was created here.
    if (standing.id !== labelId) throw new Refused({ code: 'label_of_people' });
    // GitHub takes a deleted label off every issue, whoever put it there.
    if (await github.isLabelUsed(repo, label)) throw new Refused({ code: 'label_in_use' });
    return nothing(github.deleteLabel(repo, label));
  },
  'comment.upsert': ({ body, revive = false }, { repo, number, effect, comment }, deps) =>
    writeLivingComment(deps, { repo, number, body, fresh: effect.fresh, revive, state: comment }),
  'comment.delete': (_action, { repo, number }, deps) => nothing(deleteLivingComment(deps, repo, number)),
  'assignee.add': ({ login }, { repo, number }, { github }) =>
    nothing(github.addAssignee(repo, number, login)),
  'assignee.remove': ({ login }, { repo, number }, { github }) =>
    nothing(github.removeAssignee(repo, number, login)),
  'type.set': ({ type }, { repo, number }, { github }) => nothing(github.setType(repo, number, type)),
  'milestone.set': ({ milestone }, { repo, number }, { github }) =>
    nothing(github.setMilestone(repo, number, milestone?.number ?? null)),
  'issue.close': ({ reason, duplicateOf }, { repo, number }, { github }) =>
    nothing(github.closeIssue(repo, number, reason, duplicateOf)),
  'issue.reopen': (_action, { repo, number }, { github }) => nothing(github.reopenIssue(repo, number)),
  'reaction.add': async ({ commentId, content }, { repo, number }, { github }) =>
    (await github.addReaction(repo, number, commentId, content)).id,
  'reaction.remove': ({ commentId, content }, { repo, number }, { github }) =>
    nothing(github.removeReaction(repo, number, commentId, content)),
  'duplicate.link': async ({ of }, { repo, number, effect }, deps) => {
    const linked = await linksOf(deps).link(repo, number, of, said(effect));
    if (!linked.ok) throw new Refused(linked.problem);
    return null;
  },
  'duplicate.unlink': ({ of, related }, { repo, number, effect }, deps) =>
    nothing(linksOf(deps).unlink(repo, number, said(effect), related ? undefined : (of ?? undefined))),
  // The row itself is what counts: `EffectStore.isIgnored`.
  'issue.ignore': async () => null,
  'issue.resume': async () => null,
};

async function nothing(done: Promise<unknown>): Promise<null> {
  await done;
  return null;
}

function linksOf({ links }: PerformDeps): Pick<DuplicateLinks, 'link' | 'unlink'> {
  if (!links) throw new Error('links between issues are not at hand here');
  return links;
}

/** Who wanted the link, by the row. */
function said({ by, cause }: Effect): Parameters<DuplicateLinks['link']>[3] {
  return { by: by.actor, cause, source: 'command' };
}
