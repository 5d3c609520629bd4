import { joinClusters } from './join-clusters.ts';
import { type Row, readNumber, readRowsOf, readText, readTime, UnreadableFile } from './read-rows.ts';

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
  /** What was passed over, or taken to be so, in sentences for the person who gave the files. */
  remarks: string[];
}

/**
 * Reads the two files; see ../shared/data/README.md for their columns. Asked for are `number` and `created_at` of issues,
 * and of pairs two numbers (`newer` and `older`, or `dup` and `of`); everything else may be missing.
 *
 * @throws UnreadableFile with what is missing and where
 */
export function readHistory(issuesPath: string, pairsPath: string): History {
  const rows = readRowsOf(issuesPath);
  const remarks: string[] = [];
  const byNumber = new Map<number, RecordedIssue>();
  let pulls = 0;
  for (const row of rows) {
    if (row.fields.pull_request || row.fields.is_pull_request === true) pulls++;
    else {
      const issue = readIssue(row, issuesPath);
      byNumber.set(issue.number, issue);
    }
  }
  if (byNumber.size === 0) throw new UnreadableFile(`${issuesPath} holds no issue.`);
  if (pulls > 0) remarks.push(`${pulls} pull requests among the issues were passed over.`);
  const links = readLinks(readRowsOf(pairsPath), pairsPath, byNumber, remarks);
  if (rows.every(({ fields }) => readCluster(fields.dup_cluster) === null)) {
    const clusters = joinClusters(links.map(({ duplicate, canonical }) => [duplicate, canonical] as const));
    for (const issue of byNumber.values()) issue.cluster = clusters.get(issue.number) ?? null;
    remarks.push('The issues name no dup_cluster: linked issues were joined to clusters by the pairs.');
  }
  const issues = [...byNumber.values()].sort(
    (a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.number - b.number,
  );
  return { issues, links, remarks };
}

const certainties = ['gold', 'high'];

/**
 * The numbers to ask for: the newer issue of each gold and high pair of the split, leak-flagged ones dropped. A file
 * without that split is asked whole, and so is one without those words.
 */
export function askedNumbers({ links, remarks }: History, split: string): Set<number> {
  const told = links.some(({ confidence }) => certainties.includes(confidence));
  const certain = links.filter(
    ({ leaks, confidence }) => !leaks && (!told || certainties.includes(confidence)),
  );
  if (!told && links.length > 0) remarks.push('No pair is called gold or high: all pairs count.');
  const ofSplit = certain.filter((link) => link.split === split);
  if (ofSplit.length === 0 && certain.length > 0)
    remarks.push(`No pair is of the split ${split}: all pairs are asked.`);
  return new Set((ofSplit.length > 0 ? ofSplit : certain).map((link) => link.newer));
}

function readIssue({ line, fields }: Row, path: string): RecordedIssue {
  const number = readNumber(fields.number);
  if (number === null) throw new UnreadableFile(`${path}, line ${line}: an issue needs its "number".`);
  const createdAt = readTime(fields.created_at);
  if (createdAt === null)
    throw new UnreadableFile(
      `${path}, line ${line}: issue ${number} needs its "created_at", such as 2016-01-31T12:00:00Z.`,
    );
  return {
    ...{ number, createdAt },
    title: readText(fields.title),
    body: readText(fields.body),
    closedAt: readTime(fields.closed_at),
    cluster: readCluster(fields.dup_cluster),
  };
}

/** Some count clusters from 0. */
function readCluster(value: unknown): number | null {
  return value === 0 || value === '0' ? 0 : readNumber(value);
}

function readLinks(
  rows: readonly Row[],
  path: string,
  issues: ReadonlyMap<number, RecordedIssue>,
  remarks: string[],
): RecordedLink[] {
  const links: RecordedLink[] = [];
  let unknown = 0;
  for (const { line, fields } of rows) {
    const duplicate = readNumber(fields.dup ?? fields.newer);
    const canonical = readNumber(fields.of ?? fields.older);
    if (duplicate === null || canonical === null)
      throw new UnreadableFile(`${path}, line ${line}: a pair needs "newer" and "older", or "dup" and "of".`);
    const [one, other] = [issues.get(duplicate), issues.get(canonical)];
    if (!one || !other || duplicate === canonical) unknown++;
    else {
      const newer = readNumber(fields.newer) ?? (isLater(one, other) ? duplicate : canonical);
      links.push({
        ...{ duplicate, canonical, newer },
        linkedAt:
          readTime(fields.comment_at ?? fields.newer_created_at) ?? (issues.get(newer) ?? one).createdAt,
        confidence: readText(fields.confidence),
        split: readText(fields.split),
        leaks: /^(?:true|1)$/i.test(readText(fields.newer_body_mentions_older)),
      });
    }
  }
  if (unknown > 0) remarks.push(`${unknown} pairs name an issue that is not among the issues: passed over.`);
  return links;
}

const isLater = (one: RecordedIssue, other: RecordedIssue) =>
  (Date.parse(one.createdAt) - Date.parse(other.createdAt) || one.number - other.number) > 0;
