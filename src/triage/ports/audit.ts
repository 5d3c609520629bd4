import type { RepositoryRef } from '../../domain/issue/repository.ts';

export const auditFormats = ['jsonl', 'csv'] as const;
export type AuditFormat = (typeof auditFormats)[number];

/** Which rows; everything where nothing is given. Times are ISO 8601: at or after, and before. */
export interface AuditRange {
  number?: number;
  since?: string;
  until?: string;
}

/** The audit log of a repository for somebody to keep or to check by themselves. */
export interface AuditExport {
  /**
   * The rows in order, as text in pieces of up to a few hundred rows. JSON Lines hold every field that is hashed, so that
   * the chain can be checked elsewhere; CSV (RFC 4180, with a head) is safe to open in a spreadsheet.
   */
  stream(repo: RepositoryRef, format: AuditFormat, range?: AuditRange): AsyncIterable<string>;
}
