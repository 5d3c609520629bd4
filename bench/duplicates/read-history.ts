import { readFileSync } from 'node:fs';

/** An issue of the record, oldest first in a file. */
export interface RecordedIssue {
  number: number;
  title: string;
  body: string;
  createdAt: string;
  closedAt: string | null;
  /** Issues of one problem share a cluster; null for those nobody linked. */
  cluster: number | null;
}

/** People said that `duplicate` is the same problem as `canonical`. */
export interface RecordedLink {
  duplicate: number;
  canonical: number;
  linkedAt: string;
  newer: number;
  confidence: string;
  split: string;
  /** The newer issue names the older one itself: its author knew, so finding it is no merit. */
  leaks: boolean;
}

export interface History {
  issues: RecordedIssue[];
  links: RecordedLink[];
}

/** Reads the two JSON Lines files; see ../shared/data/README.md for their columns. */
export function readHistory(issuesPath: string, pairsPath: string): History {
  const issues = readLines(issuesPath).map((row) => ({
    number: Number(row.number),
    title: String(row.title ?? ''),
    body: String(row.body ?? ''),
    createdAt: String(row.created_at),
    closedAt: row.closed_at === null || row.closed_at === undefined ? null : String(row.closed_at),
    cluster: row.dup_cluster === null || row.dup_cluster === undefined ? null : Number(row.dup_cluster),
  }));
  const links = readLines(pairsPath).map((row) => ({
    duplicate: Number(row.dup ?? row.newer),
    canonical: Number(row.of ?? row.older),
    linkedAt: String(row.comment_at ?? row.newer_created_at),
    newer: Number(row.newer),
    confidence: String(row.confidence),
    split: String(row.split),
    leaks: row.newer_body_mentions_older === true,
  }));
  issues.sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.number - b.number);
  return { issues, links };
}

/**
 * The numbers to ask for: the newer issue of each gold and high pair of the split, leak-flagged ones dropped. A file
 * without that split is asked whole.
 */
export function askedNumbers({ links }: History, split: string): Set<number> {
  const certain = links.filter((link) => !link.leaks && ['gold', 'high'].includes(link.confidence));
  const ofSplit = certain.filter((link) => link.split === split);
  return new Set((ofSplit.length > 0 ? ofSplit : certain).map((link) => link.newer));
}

function readLines(path: string): Record<string, unknown>[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
