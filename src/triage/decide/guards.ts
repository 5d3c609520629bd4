import { isStranger, looksLikeFlood, type OtherIssue } from '../../domain/guards/flood.ts';
import type { GuardKind } from '../../domain/guards/guard-kinds.ts';
import { looksLikeVulnerability } from '../../domain/guards/vulnerability.ts';
import type { Account, Issue } from '../../domain/issue/issue.ts';
import type { NoticeReason } from '../../domain/issue/notice-reason.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { EarlierIssues } from '../ports/guards.ts';
import type { NewNotice, NoticeStore } from '../ports/notices.ts';

export interface GuardDeps {
  notices: NoticeStore;
  /** The text without the secrets in it (classify/llm/redact.ts). */
  redact: (text: string) => Promise<string>;
  earlierOf: EarlierIssues;
}

/**
 * Looks for what people have to see before, or instead of, the public: a leaked secret, a vulnerability reported in the open,
 * a flood. Each becomes a notice for people who may write in the repository, and nothing of it is said on GitHub. Returns
 * true where nothing may be written until a person looked: `asked` by one, the issue is let go. `filedBefore` is what its
 * author filed before, where that was read already.
 */
export async function guardIssue(
  deps: GuardDeps,
  repo: RepositoryRef,
  issue: Issue,
  { asked, filedBefore }: { asked: boolean; filedBefore?: OtherIssue[] },
): Promise<boolean> {
  const text = `${issue.title}\n\n${issue.body}`;
  if ((await deps.redact(text)) !== text)
    await deps.notices.open(repo, notice('secret', issue, { code: 'secret' }));
  const sign = repo.private ? null : looksLikeVulnerability(issue);
  if (sign !== null)
    await deps.notices.open(repo, notice('vulnerability', issue, { code: 'vulnerability', sign }));
  return isHeld(deps, repo, issue, asked, filedBefore);
}

async function isHeld(
  deps: GuardDeps,
  repo: RepositoryRef,
  issue: Issue,
  asked: boolean,
  filedBefore?: OtherIssue[],
): Promise<boolean> {
  const { number } = issue;
  if (asked) {
    await deps.notices.settle(repo, { kind: 'flood', subject: subjectOf(issue) }, null);
    return false;
  }
  if (!isStranger(issue)) return false;
  const flood = looksLikeFlood(issue, await deps.earlierOf(repo, issue, filedBefore));
  if (flood === null) return false;
  const [before] = await deps.notices.list(
    repo,
    { kinds: ['flood'], number, settled: true, private: true },
    1,
  );
  if (before) return before.settled === null;
  await deps.notices.open(repo, notice('flood', issue, { code: 'flood', sign: flood }));
  return true;
}

/** A person let a held issue go. True where it was held. */
export async function releaseIssue(
  { notices }: Pick<GuardDeps, 'notices'>,
  repo: RepositoryRef,
  issue: Issue,
  by: Account,
): Promise<boolean> {
  return (await notices.settle(repo, { kind: 'flood', subject: subjectOf(issue) }, by)) > 0;
}

const subjectOf = ({ number }: Issue) => `issue ${number}`;

function notice(kind: GuardKind, issue: Issue, reason: NoticeReason): NewNotice {
  return { kind, subject: subjectOf(issue), number: issue.number, private: true, reason, detail: {} };
}
