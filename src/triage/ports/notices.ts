import type { Stored } from '../../domain/issue/autonomy-reason.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { NoticeReason } from '../../domain/issue/notice-reason.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';

/** What a person should look at in the console. */
export type NoticeKind =
  | 'drift'
  | 'promoted'
  | 'burst'
  | 'secret'
  | 'vulnerability'
  | 'flood'
  | (string & {});

export interface NewNotice {
  kind: NoticeKind;
  /** What it is about; while one of this kind and subject is open there is no second. */
  subject: string;
  /** The issue, where it is about one. */
  number: number | null;
  /** Shown from write permission up. */
  private: boolean;
  /** What it tells people. */
  reason: Stored<NoticeReason>;
  detail: Record<string, unknown>;
}

export interface Notice extends NewNotice {
  /** A UUID. */
  id: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** `by` is null where it settled by itself. */
  settled: { by: Account | null; at: string } | null;
}

export interface NoticeFilter {
  /** Settled ones too; only open ones by default. */
  settled?: boolean;
  ids?: readonly string[];
  kinds?: readonly NoticeKind[];
  number?: number;
  /** Private ones too: for people with write permission alone. */
  private: boolean;
}

export interface NoticeStore {
  /** Audited. False where one of this kind and subject is open already: then nothing changes. */
  open(repository: RepositoryKey, notice: NewNotice): Promise<boolean>;
  /** Audited. By ids, or what is open of a kind and subject. `by` null where the reason is gone. Returns how many were settled. */
  settle(
    repository: RepositoryKey,
    which: { ids: readonly string[] } | { kind: NoticeKind; subject: string },
    by: Account | null,
  ): Promise<number>;
  /** Newest first. */
  list(repository: RepositoryKey, filter: NoticeFilter, limit: number): Promise<Notice[]>;
}
