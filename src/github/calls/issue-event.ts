import type { Context } from 'probot';
import type { Issue } from '../../domain/issue/issue.ts';
import type { Happening, IssueEvent } from '../../domain/lessons/lessons-of-event.ts';
import { toAccount } from './from-payload.ts';

/**
 * What a delivery says happened to an issue, where that may teach; null for everything else.
 *
 * @param said the issue as the delivery has it
 */
export function toIssueEvent({ id, payload }: Context<'issues'>, said: Issue): IssueEvent | null {
  const label = 'label' in payload ? payload.label : undefined;
  const what = toHappening(payload.action, label, said);
  if (!what) return null;
  const by = toAccount(payload.sender);
  const at = (what.kind === 'closed' ? said.closedAt : null) ?? said.updatedAt;
  return { number: said.number, what, by, at, deliveryId: id, issue: said };
}

function toHappening(
  action: string,
  label: { name: string; id?: number } | undefined,
  said: Issue,
): Happening | null {
  if (action === 'closed') return { kind: 'closed', reason: said.stateReason, labels: said.labels };
  if (action === 'reopened') return { kind: 'reopened' };
  if ((action !== 'labeled' && action !== 'unlabeled') || !label) return null;
  return { kind: action, label: { name: label.name, id: label.id ?? null } };
}
