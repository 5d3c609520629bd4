import { readFileSync } from 'node:fs';
import { joinClusters } from './join-clusters.ts';
import type { History, RecordedIssue, RecordedLink } from './read-history.ts';

/** People who belong to a project, as GitHub says it. */
const insiders = new Set(['OWNER', 'MEMBER', 'COLLABORATOR', 'CONTRIBUTOR']);
/** How they say that two issues are the same problem; `not` in front is left out. */
const said =
  /(?<!\bnot (?:a |an )?)\b(?:dup(?:licate)?s?(?: of|:)|same (?:issue )?as|superseded by|(?:closing|closed) in favou?r of|in favou?r of|merged into)\s*:?\s*(?:https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\/issues\/|([\w.-]+\/[\w.-]+)?#)(\d+)/gi;

interface Row {
  repo: string;
  number: number;
  created_at: string;
  closed_at: string | null;
  title: string | null;
  body: string | null;
  comments: { at: string; assoc: string; body: string | null }[];
}

/**
 * The history of each repository of a file of issues with comments (../shared/data/labels/temporal.jsonl), its links read
 * from what insiders say in comments. Few and unconfirmed: a record to see a transfer by, not to tune on.
 */
export function readLinksInComments(path: string): Map<string, History> {
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);
  return new Map(
    [...Map.groupBy(rows, (row) => row.repo)].map(([repo, own]) => [repo, toHistory(repo, own)]),
  );
}

function toHistory(repo: string, rows: readonly Row[]): History {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const links = rows.flatMap((row) =>
    row.comments.flatMap(({ at, assoc, body }): RecordedLink[] => {
      if (!insiders.has(assoc)) return [];
      return [...(body ?? '').matchAll(said)].flatMap(([, long, short, digits]) => {
        const other = byNumber.get(Number(digits));
        if ((long ?? short ?? repo).toLowerCase() !== repo.toLowerCase()) return [];
        if (!other || other.number === row.number) return [];
        const [older, newer] = other.created_at < row.created_at ? [other, row] : [row, other];
        const leaks = new RegExp(`#${older.number}\\b|/issues/${older.number}\\b`).test(newer.body ?? '');
        return [
          {
            ...{ duplicate: row.number, canonical: other.number, linkedAt: at, newer: newer.number },
            ...{ confidence: 'high', split: 'all', leaks },
          },
        ];
      });
    }),
  );
  const clusters = joinClusters(links.map(({ duplicate, canonical }) => [duplicate, canonical] as const));
  const issues: RecordedIssue[] = rows
    .map(({ number, title, body, created_at, closed_at }) => ({
      ...{ number, title: title ?? '', body: body ?? '', createdAt: created_at, closedAt: closed_at },
      cluster: clusters.get(number) ?? null,
    }))
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.number - b.number);
  return { issues, links, remarks: [] };
}
