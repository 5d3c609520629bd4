import { outcomes } from '../../../domain/decide/outcome.ts';
import { parseIssueNumber, searchWords } from '../../../domain/issue/issue-search.ts';
import type { IssueFilter, IssueRow } from '../../../read/console.ts';

const day = 86_400_000;
const states = ['open', 'closed', 'all'] as const;

/** Parses the filter from a list's query string and ignores anything invalid. */
export function parseIssueFilter(query: Record<string, string>): IssueFilter {
  return {
    text: (query.q ?? '').trim().slice(0, 200),
    state: states.find((state) => state === query.state) ?? 'open',
    label: query.label?.slice(0, 100) || null,
    outcome: [...outcomes, 'unanswered' as const].find((outcome) => outcome === query.done) ?? null,
    days: /^[1-9]\d{0,2}$/.test(query.days ?? '') ? Number(query.days) : null,
  };
}

/** Builds the list's query string, without default values. */
export function buildIssueQuery(filter: IssueFilter, more: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  if (filter.text) query.set('q', filter.text);
  if (filter.state !== 'open') query.set('state', filter.state);
  if (filter.label) query.set('label', filter.label);
  if (filter.outcome) query.set('done', filter.outcome);
  if (filter.days) query.set('days', String(filter.days));
  for (const [key, value] of Object.entries(more)) query.set(key, value);
  return query.size === 0 ? '' : `?${query}`;
}

/** Whether a row matches the filter. Live updates use it, so it must agree with the list's SQL query. */
export function matchesFilter(row: IssueRow, filter: IssueFilter): boolean {
  if (filter.state !== 'all' && row.state !== filter.state) return false;
  const { label } = filter;
  if (label !== null && !row.labels.some((own) => own.toLowerCase() === label.toLowerCase())) return false;
  if (!matchesOutcome(row, filter.outcome)) return false;
  if (filter.days !== null && !(row.decidedAt && Date.parse(row.decidedAt) > Date.now() - filter.days * day))
    return false;
  return matchesText(row, filter.text);
}

/** The filter "not triaged" covers both issues from before the installation and queued ones. */
function matchesOutcome(row: IssueRow, wanted: IssueFilter['outcome']): boolean {
  if (wanted === null) return true;
  if (wanted === 'unanswered') return row.waits;
  return row.outcome === wanted || (wanted === 'past' && row.outcome === 'waiting');
}

/** A number, with or without `#`, matches that issue; otherwise every word must occur in the title, ignoring case. */
function matchesText(row: IssueRow, text: string): boolean {
  if (text === '') return true;
  if (parseIssueNumber(text) !== null) return row.number === parseIssueNumber(text);
  const title = row.title.toLowerCase();
  return searchWords(text).every((word) => title.includes(word));
}
