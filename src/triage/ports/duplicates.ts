import type { DuplicateLink, LinkSource, SecondLook } from '../../domain/duplicates/duplicate-link.ts';
import type { LinkVerdict } from '../../domain/duplicates/judge-link.ts';
import type { KeptOpen } from '../../domain/duplicates/kept-open.ts';
import type { Stored } from '../../domain/issue/autonomy-reason.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';

/** A proposal is not made where the issue is linked, or something was said of the pair. */
export type Proposed = LinkVerdict | { ok: false; problem: { code: 'linked_already' | 'told_already' } };

/** Who says so and through which door. `cause` is the delivery, the comment's command or the request. */
export interface Said {
  by: Account;
  cause: string;
  source?: Extract<LinkSource, 'command' | 'console' | 'close' | 'reaction'>;
}

/**
 * Links between issues of one repository that are the same problem, and vetoes of such links. Each method is one
 * transaction and may be repeated: the second time changes nothing.
 */
export interface DuplicateLinks {
  /**
   * Links an issue to another one, on a person's word: it takes the place of the link before, and of a veto. The link
   * leads to the root of what `of` is a duplicate of. Refused where it would lead to the issue itself, or to an
   * issue that is not known or was closed as a duplicate of nobody knows what.
   */
  link(repo: RepositoryRef, number: number, of: number, said: Said): Promise<LinkVerdict>;
  /**
   * Takes the link or the proposal of an issue back and vetoes it, and what the living comment names as related to it:
   * it is never named or proposed again. With `of`, that pair alone, even where nothing linked the two. Returns the numbers that are vetoed by this.
   */
  unlink(repo: RepositoryRef, number: number, said: Said, of?: number): Promise<number[]>;
  /** The issue that it is a duplicate of, at the end of the chain; null where it is linked to none. */
  canonicalOf(repo: RepositoryRef, number: number): Promise<number | null>;
  /** A model's second look. Nothing happens where the pair is known in any state, or the issue is linked. */
  propose(repo: RepositoryRef, number: number, of: number, look: SecondLook): Promise<Proposed>;
  /** What was said of an issue, in any state, newest first. */
  linksOf(repo: RepositoryRef, number: number): Promise<DuplicateLink[]>;
  /** The issues that must not be named as like this one: someone said that they are not the same problem. */
  vetoedWith(repo: RepositoryRef, number: number): Promise<number[]>;
  /** Why the issue stays open though it is linked, for good. */
  keepOpen(repo: RepositoryRef, number: number, why: Stored<KeptOpen>): Promise<void>;
}

/** Something a person or a bot did to an issue. `at` is ISO 8601, UTC. */
export interface Doing {
  kind: 'reopened' | 'assigned';
  by: Account;
  at: string;
}

/** What people did around an issue, as GitHub tells it now; nothing for what is gone. Throws when a retry may help. */
export interface DuplicateReads {
  /** Oldest first; with `since` (ISO 8601) those that were made or edited from then on. */
  comments(
    repo: RepositoryRef,
    number: number,
    since: string | null,
  ): Promise<{ id: number; by: Account; body: string; at: string }[]>;
  /** Who gave a 👎 on a comment. GitHub sends no event for it. */
  thumbsDown(repo: RepositoryRef, commentId: number): Promise<Account[]>;
  /** Oldest first. */
  doings(repo: RepositoryRef, number: number): Promise<Doing[]>;
}

/** An open issue whose living comment names others. */
export interface Shown {
  number: number;
  commentId: number;
  author: Account;
}

export interface PendingLink extends DuplicateLink {
  /** When the living comment said that the issue will be closed for it: ISO 8601, UTC; null before that. */
  toldAt: string | null;
}

export interface DuplicateWatch {
  /** Open issues whose living comment was written since a time and names related issues or a link, newest first. */
  shown(repo: RepositoryRef, since: string, most: number): Promise<Shown[]>;
  /** Links of open issues that people made and that nothing speaks against, oldest first. */
  pending(repo: RepositoryRef, most: number): Promise<PendingLink[]>;
}
