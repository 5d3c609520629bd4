import { capBody } from './issue-text.ts';
import { hashTerm } from './term-hash.ts';

/** Keys of the lines that a repository's issue templates and forms bring along. */
export type TemplateLines = ReadonlySet<number>;

/** A key must stand in at least this many of the issues looked at, and in this share of them. */
const minIssues = 4;
const minShare = 0.013;

/**
 * Lines that stand in many of a repository's latest issues, whoever wrote them. Give it about 300 bodies; of fewer
 * than 8 it finds none worth taking out.
 */
export function findTemplateLines(bodies: readonly string[]): TemplateLines {
  if (bodies.length < 2 * minIssues) return new Set();
  const seenIn = new Map<number, number>();
  for (const body of bodies) {
    for (const key of new Set(linesOf(body).map(lineKey))) {
      if (key !== null) seenIn.set(key, (seenIn.get(key) ?? 0) + 1);
    }
  }
  const enough = Math.max(minIssues, minShare * bodies.length);
  return new Set([...seenIn].filter(([, count]) => count >= enough).map(([key]) => key));
}

/** A body, capped, without its template lines. */
export function withoutTemplate(body: string, template: TemplateLines): string {
  if (template.size === 0) return capBody(body);
  return linesOf(body)
    .filter((line) => {
      const key = lineKey(line);
      return key === null || !template.has(key);
    })
    .join('\n');
}

const linesOf = (body: string): string[] => capBody(body).split('\n');

/** Equal for lines that differ only in case, digits and punctuation other than `?`; null for a line without words. */
function lineKey(line: string): number | null {
  const text = line
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}?]+/gu, '_');
  return text.length > 2 ? hashTerm(text) : null;
}
