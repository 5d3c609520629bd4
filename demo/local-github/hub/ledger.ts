import { requestContext } from './request-context.ts';

export type LedgerKind =
  | 'label.add'
  | 'label.remove'
  | 'suggestion.create'
  | 'suggestion.approve'
  | 'suggestion.dismiss'
  | 'comment.create'
  | 'comment.update'
  | 'comment.delete'
  | 'reaction.create'
  | 'reaction.delete'
  | 'assignee.add'
  | 'assignee.remove'
  | 'issue.create'
  | 'issue.edit'
  | 'issue.close'
  | 'issue.reopen'
  | 'issue.lock'
  | 'issue.unlock'
  | 'issue.type'
  | 'issue.milestone'
  | 'repository-label.create'
  | 'repository-label.edit'
  | 'repository-label.delete'
  | 'file.write';

export interface LedgerEntry {
  /** Position in the ledger, from 1. */
  seq: number;
  /** ISO 8601 with milliseconds. */
  at: string;
  method: string;
  path: string;
  /** Login, for example `dispatch[bot]`. */
  actor: string;
  /** `owner/name`. */
  repo: string;
  /** Issue number; null for a write that belongs to no issue. */
  number: number | null;
  kind: LedgerKind;
  payload: Record<string, unknown>;
}

export interface Ledger {
  entries: LedgerEntry[];
  /** Writes down what an API request really changed. People's own clicks are no part of the ledger. */
  record(kind: LedgerKind, repo: string, number: number | null, payload: Record<string, unknown>): void;
}

/** Append-only; `onAppend` is told of each entry, for a file beside it. */
export function createLedger(entries: LedgerEntry[], onAppend: (entry: LedgerEntry) => void): Ledger {
  return {
    entries,
    record(kind, repo, number, payload) {
      const context = requestContext.getStore();
      if (!context?.request) return;
      const { method, path } = context.request;
      const entry = {
        seq: entries.length + 1,
        at: new Date().toISOString(),
        method,
        path,
        actor: context.actor,
        repo,
        number,
        kind,
        payload,
      };
      entries.push(entry);
      onAppend(entry);
    },
  };
}
