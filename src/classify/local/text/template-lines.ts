import { hashText } from './hash.ts';
import { type ReadIssue, readIssue } from './read-issue.ts';

/** Keys (hashed) of the lines that a repository's issue templates and forms bring along. */
export type TemplateLines = ReadonlySet<number>;

export const templateKey = (key: string): number => hashText(key, 77);

/**
 * Finds template lines without labels: lines that stand in at least four issues, or one in a hundred of many.
 * @param issues the repository's history, labeled or not
 */
export function findTemplateLines(issues: readonly ReadIssue[]): TemplateLines {
  const seenIn = new Map<number, number>();
  for (const issue of issues) {
    for (const key of new Set(issue.lines.map((line) => line.key))) {
      if (key.length > 2) seenIn.set(templateKey(key), (seenIn.get(templateKey(key)) ?? 0) + 1);
    }
  }
  const enough = Math.max(4, issues.length / 100);
  return new Set([...seenIn].filter(([, count]) => count >= enough).map(([key]) => key));
}

export const isTemplateLine = (key: string, templates: TemplateLines): boolean =>
  key.length > 2 && templates.has(templateKey(key));

/** Template lines of a repository whose history is only known as text. */
export const findTemplateLinesInTexts = (issues: readonly { title: string; body: string }[]): TemplateLines =>
  findTemplateLines(issues.map(readIssue));
