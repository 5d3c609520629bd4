import type { EarlierIssue } from '../../domain/guards/flood.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';

/** Issues of an author in this repository from since then (ISO 8601), the newest first. */
export type EarlierIssues = (repo: RepositoryRef, author: Account, since: string) => Promise<EarlierIssue[]>;
