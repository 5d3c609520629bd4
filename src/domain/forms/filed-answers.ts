import { markdownLines } from '../markdown/markdown-lines.ts';
import type { IssueForm } from './issue-form.ts';
import type { AskedIssue } from './missing-information.ts';
import { readForms } from './read-form.ts';
import { visibleText } from './visible-text.ts';

const openBox = /^\s*[-*+] \[ \]/;

/**
 * The answers of the form that an issue was filed with, each as `Field: answer`; of boxes those that were ticked. What was
 * left empty, and what stands where the borders of the fields are a guess, is left out. Empty where no form fits.
 */
export function filedAnswers(issue: AskedIssue, forms: readonly IssueForm[]): string[] {
  if (forms.length === 0) return [];
  const [filled] = readForms(markdownLines(issue.body), issue, forms);
  return (filled?.answers ?? []).flatMap(({ field, lines, sure }) => {
    if (!sure) return [];
    const own = field.kind === 'checkboxes' ? lines.filter(({ text }) => !openBox.test(text)) : lines;
    const said = visibleText(own);
    return said === '' ? [] : [`${field.label}: ${said}`];
  });
}
