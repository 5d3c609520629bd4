import { stillMissing } from '../../domain/forms/missing-information.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { loadSettings } from '../core/load-settings.ts';
import { loadTaxonomy } from '../core/load-taxonomy.ts';
import { type WriteDeps, writeDecision } from '../decide/write-decision.ts';
import type { DecisionStore, IssueStore } from '../ports/core.ts';

export interface ReadReplyDeps extends WriteDeps {
  issues: IssueStore;
  decisions: Pick<DecisionStore, 'latest'>;
}

export interface GivenReply {
  number: number;
  by: Account;
  body: string;
  commentId: number;
  deliveryId: string;
}

/** An author who was asked for something may give it in a comment: what is there is asked for no more, in comment and label. */
export async function readReply(deps: ReadReplyDeps, repo: RepositoryRef, reply: GivenReply): Promise<void> {
  const { number } = reply;
  const [asking, issue, record] = await Promise.all([
    deps.askings.get(repo, number),
    deps.issues.getIssue(repo, number),
    deps.decisions.latest(repo, number),
  ]);
  if (!asking?.open || !issue || !record || reply.by.id !== issue.author.id) return;
  const { settings } = await loadSettings(deps, repo);
  const missing = stillMissing(asking.fields, reply.body);
  if (missing.length === asking.fields.length) return;
  // Paused, what was given is kept, and written with the triage that follows.
  if (!(repo.archived || (await deps.repositories.isPaused(repo))))
    await writeDecision(deps, {
      ...{ repo, issue, settings, deliveryId: reply.deliveryId, due: record.inputHash },
      record: { ...record, decision: { ...record.decision, missing } },
      meanings: await loadTaxonomy(deps, repo, settings),
      writeCause: `reply:${reply.commentId}`,
      given: [...asking.given, ...asking.fields.filter((field) => !missing.includes(field))],
    });
  if (missing.length === 0) await deps.askings.settled(repo, number);
  else await deps.askings.asked(repo, number, missing);
}
