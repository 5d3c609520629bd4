import type { Action } from '../../domain/actions/action.ts';
import type { ExistingComment } from '../../domain/comment/read-parts.ts';
import type { Stored } from '../../domain/issue/autonomy-reason.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { WriteRefusal } from '../../domain/issue/write-refusal.ts';

/** A row of the effects ledger: first a row, then a call, then done. */
export interface Effect {
  id: string;
  action: Action;
  cause: string;
  status: 'intended' | 'done' | 'refused';
  /** False when an earlier attempt wrote the row: the call may have gone through, so look before posting again. */
  fresh: boolean;
  /** GitHub's id of what was made: a comment, a label, a reaction. */
  githubId: number | null;
  /** Why it was refused; null where it was not. */
  reason: Stored<WriteRefusal> | null;
  by: Provenance;
}

export interface EffectStore {
  /** Writes the missing rows and returns every row of this cause: also those of an earlier attempt that are not asked for now. */
  intend(
    repo: RepositoryRef,
    number: number,
    cause: string,
    actions: Action[],
    by: Provenance,
  ): Promise<Effect[]>;
  /** Marks rows done, and writes audit rows and live events in the same transaction. */
  complete(
    repo: RepositoryRef,
    number: number,
    effects: { id: string; githubId: number | null }[],
  ): Promise<void>;
  /** GitHub said no for good; the reason is kept. */
  refuse(repo: RepositoryRef, number: number, effectId: string, reason: WriteRefusal): Promise<void>;
  /** The living comment of an issue, if one was ever posted. `deleted` once a person took it away. */
  livingComment(repo: RepositoryRef, number: number): Promise<(ExistingComment & { id: number }) | null>;
  /** Names of the labels that GitHub ever held for people to approve on the issue. */
  heldLabels(repo: RepositoryRef, number: number): Promise<string[]>;
  markCommentDeleted(repo: RepositoryRef, number: number): Promise<void>;
  /** How many writes of the living comment are begun and not finished, of whatever cause: any of them may have gone through. */
  commentsBegun(repo: RepositoryRef, number: number): Promise<number>;
  /** True once we assigned somebody to the issue, whatever became of it. */
  hasAssigned(repo: RepositoryRef, number: number): Promise<boolean>;
  /** True once we set its type, whatever became of it. */
  hasTyped(repo: RepositoryRef, number: number): Promise<boolean>;
  /** True between `/ignore` and `/resume`. */
  isIgnored(repo: RepositoryRef, number: number): Promise<boolean>;
  /**
   * How many causes like this one (`triage:…`, `comment:…`) that nobody with a right asked for wrote on the issue, or meant
   * to, within the last hour; this one is not counted.
   */
  unaskedRounds(repo: RepositoryRef, number: number, cause: string): Promise<number>;
  /** Names of the labels that we put on unasked (done, not taken back) and that no person has put on or taken off since. */
  ownLabels(repo: RepositoryRef, number: number): Promise<string[]>;
}

/** Who or what stands behind a write. */
export interface Provenance {
  /** Null where no delivery was the cause (console, schedule). */
  deliveryId: string | null;
  actor: Account | { login: 'dispatch'; id: null; kind: 'bot' };
  /** Models that decided, for example `local v3`. */
  models: string[];
  /** The command or request that asked for it (`comment:12:0`); absent for what nobody asked for. */
  request?: string;
}
