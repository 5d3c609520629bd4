import type { Action } from '../actions/action.ts';
import type { CommandProblem } from '../commands/command-problem.ts';
import type { CloseReason } from '../issue/close-reason.ts';
import { asked, type CommandKnown, type CommandPlan, plain, type Teaching } from './command-plan.ts';

/** More titles than this make no readable sentence. */
const maxTitles = 20;

/**
 * Closes the issue, or gives a closed one another reason. A duplicate is linked first: an issue that can't be linked is not
 * closed either.
 */
export function planClose(
  { reason, of }: { reason: CloseReason; of: number | null },
  known: CommandKnown,
): CommandPlan {
  const { issue, duplicateOf } = known;
  const was = issue.state === 'closed' ? (closeReasonOf(issue.stateReason) ?? 'completed') : null;
  const actions: Action[] = [];
  if (of !== null && of !== duplicateOf)
    actions.push({ kind: 'duplicate.link', of, previous: duplicateOf, why: asked });
  if (was !== reason || actions.length > 0)
    actions.push({
      ...{ kind: 'issue.close', reason, why: asked },
      ...(of === null ? {} : { duplicateOf: of }),
      ...(was === null ? {} : { was }),
    });
  if (actions.length === 0) return plain([]);
  const teaches: Teaching[] =
    of !== null
      ? [teachDuplicate(of, known)]
      : reason === 'not_planned'
        ? [{ subject: { kind: 'not-planned' }, verdict: 'missed' }]
        : [];
  return { actions, teaches, answer: of === null ? null : { kind: 'linked', of }, inOrder: true };
}

/** Opens a closed issue again. A link as a duplicate stays: `/not-duplicate` removes it. */
export function planReopen({ issue, duplicateOf }: CommandKnown): CommandPlan {
  if (issue.state === 'open') return plain([]);
  const reason = closeReasonOf(issue.stateReason);
  return plain([
    {
      ...{ kind: 'issue.reopen', why: asked },
      ...(reason === null ? {} : { reason }),
      ...(reason === 'duplicate' && duplicateOf !== null ? { duplicateOf } : {}),
    },
  ]);
}

/** Sets the milestone of this title, or takes it off; a milestone that is called `none` or `clear` is a milestone all the same. */
export function planMilestone(
  title: string,
  { issue, milestones }: CommandKnown,
): CommandPlan | { problem: CommandProblem } {
  const wanted = title.toLowerCase();
  const milestone =
    milestones.find((each) => each.title === title) ??
    milestones.find((each) => each.title.toLowerCase() === wanted) ??
    null;
  if (milestone === null && wanted !== 'none' && wanted !== 'clear') {
    const known = milestones.slice(0, maxTitles).map((each) => each.title);
    return { problem: { code: 'unknown_milestone', name: title, known } };
  }
  const previous = issue.milestone ?? null;
  if (previous?.number === milestone?.number) return plain([]);
  return plain([{ kind: 'milestone.set', milestone, previous, why: asked }]);
}

/** Takes somebody off the assignees. */
export function planUnassign(login: string, { issue }: CommandKnown): CommandPlan {
  const standing = issue.assignees.find((each) => each.toLowerCase() === login.toLowerCase());
  return plain(standing === undefined ? [] : [{ kind: 'assignee.remove', login: standing, why: asked }]);
}

/** What a person says who names the issue that this one is a duplicate of. */
export function teachDuplicate(of: number, { similar }: CommandKnown): Teaching {
  return {
    subject: { kind: 'duplicate', of },
    verdict: similar.some(({ number }) => number === of) ? 'accepted' : 'missed',
  };
}

/** GitHub's `state_reason`, where it says why an issue was closed. */
function closeReasonOf(reason: string | null): CloseReason | null {
  return reason === 'completed' || reason === 'not_planned' || reason === 'duplicate' ? reason : null;
}
