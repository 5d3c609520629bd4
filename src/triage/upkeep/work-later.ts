import { presentIssue } from '../core/present-issue.ts';
import { type TriageDeps, triageIssue } from '../decide/triage-issue.ts';
import type { IssueStore } from '../ports/core.ts';
import type { LaterWork } from '../ports/follow-up.ts';

export interface WorkLaterDeps extends TriageDeps {
  issues: IssueStore;
}

/** Does what was put off, on the issue as GitHub has it now. `id` stands where a delivery's id would. */
export async function workLater(deps: WorkLaterDeps, id: string, work: LaterWork): Promise<void> {
  const repo = await deps.repositories.getRepository(work);
  const issue = repo && (await presentIssue(deps, repo, work.number));
  if (!issue) return;
  const due = work.kind === 'write' ? { due: work.key } : {};
  await triageIssue(deps, { repo, issue, deliveryId: id, ...due });
}
