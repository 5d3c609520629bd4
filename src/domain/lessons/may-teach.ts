import type { Account, Issue } from '../issue/issue.ts';

/** Who GitHub says belongs to the repository's own people. */
const ownPeople: readonly string[] = ['OWNER', 'MEMBER', 'COLLABORATOR'];
/** Labels that come within this after an issue was opened were chosen with it: by its author, or by the form that was filled in. */
const openingMs = 60_000;

/** What of an issue tells who may teach of it. */
export type Filed = Pick<Issue, 'author' | 'authorAssociation' | 'createdAt'>;

/** True where GitHub alone does not vouch for the person: authors may do it to their own issue without any permission. */
export function isOwnIssue(by: Account, { author }: Filed): boolean {
  return by.id !== null && author.id !== null
    ? by.id === author.id
    : by.login.toLowerCase() === author.login.toLowerCase();
}

/**
 * Whether a label that somebody put on or took off teaches. Bots never teach. GitHub lets nobody label without the right
 * to triage, but for one case: a form's labels, and those chosen on opening, come in the author's name. They teach only
 * where the author belongs to the repository's people and no form or template puts the label on by itself.
 *
 * @param ofTemplate true for a label that one of the repository's forms or templates puts on
 */
export function mayTeachLabel(by: Account, at: string, issue: Filed, ofTemplate: boolean): boolean {
  if (by.kind !== 'person') return false;
  const opening = Date.parse(at) - Date.parse(issue.createdAt) < openingMs;
  if (!(opening && isOwnIssue(by, issue))) return true;
  return !ofTemplate && ownPeople.includes(issue.authorAssociation);
}

/**
 * Whether closing or reopening teaches: authors may close and reopen what they filed, so theirs counts only where they
 * belong to the repository's people.
 */
export function mayTeachState(by: Account, issue: Filed): boolean {
  return by.kind === 'person' && (!isOwnIssue(by, issue) || ownPeople.includes(issue.authorAssociation));
}
