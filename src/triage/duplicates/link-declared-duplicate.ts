import { may } from '../../domain/commands/rights.ts';
import { parseDuplicateOf } from '../../domain/duplicates/parse-duplicate-of.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { latestSaid } from '../../domain/lessons/lessons-of-event.ts';
import type { GitHub } from '../ports/core.ts';
import type { DuplicateLinks, DuplicateReads } from '../ports/duplicates.ts';
import type { LessonStore } from '../ports/lessons.ts';

export interface LinkDeclaredDuplicateDeps {
  duplicates: Pick<DuplicateLinks, 'link' | 'canonicalOf'>;
  lessons: Pick<LessonStore, 'teach' | 'list' | 'nameCanonical'>;
  github: Pick<GitHub, 'permissionOf'>;
  reads: Pick<DuplicateReads, 'comments'>;
}

/** More lessons than people teach on one issue. */
const maxOfIssue = 200;

export interface SaidOf {
  repo: RepositoryRef;
  number: number;
  by: Account;
  cause: string;
  deliveryId: string | null;
  /** ISO 8601. */
  at: string;
}

/** A person's plain words in a comment, "Duplicate of #12", link as `/duplicate #12` does, if they may triage. Returns whether they did. */
export async function linkDeclaredDuplicate(
  deps: LinkDeclaredDuplicateDeps,
  said: SaidOf & { text: string },
): Promise<boolean> {
  const of = parseDuplicateOf(said.text, said.repo);
  return of !== null && (await mayTeach(deps, said)) && link(deps, said, of);
}

/**
 * An issue was closed as a duplicate on GitHub, which does not say of what: the newest comment that names it does, if its
 * author may triage. Nothing happens where it is linked already, or nobody named anything.
 */
export async function linkAsClosed(deps: LinkDeclaredDuplicateDeps, closed: SaidOf): Promise<void> {
  const { repo, number } = closed;
  if (closed.by.kind !== 'person' || (await deps.duplicates.canonicalOf(repo, number)) !== null) return;
  const comments = await deps.reads.comments(repo, number, null);
  for (const { by, body } of comments.toReversed()) {
    const of = parseDuplicateOf(body, repo);
    if (of === null || !(await mayTeach(deps, { repo, by }))) continue;
    await link(deps, { ...closed, by }, of);
    return;
  }
}

async function mayTeach(
  { github }: LinkDeclaredDuplicateDeps,
  { repo, by }: Pick<SaidOf, 'repo' | 'by'>,
): Promise<boolean> {
  return by.kind === 'person' && may(await github.permissionOf(repo, by), 'issue.correct');
}

async function link(
  { duplicates, lessons }: LinkDeclaredDuplicateDeps,
  said: SaidOf,
  of: number,
): Promise<boolean> {
  const { repo, number, by, cause, deliveryId, at } = said;
  const linked = await duplicates.link(repo, number, of, { by, cause, source: 'close' });
  if (!linked.ok) return false;
  const subject = { kind: 'duplicate', of: linked.canonical } as const;
  const closed = latestSaid(await lessons.list(repo, { number }, maxOfIssue));
  // It was closed as a duplicate of nobody knew what: that lesson is completed, and no second one taught.
  if (closed?.verdict === 'missed' && closed.subject.of === null) {
    await lessons.nameCanonical(repo, closed.id, linked.canonical, by);
    return true;
  }
  await lessons.teach(repo, [
    { number, subject, verdict: 'missed', source: 'close', by, cause, deliveryId, at, said: null },
  ]);
  return true;
}
