import { markdownLines } from '../markdown/markdown-lines.ts';
import type { IssueForm } from './issue-form.ts';
import type { AskedIssue } from './missing-information.ts';
import { readForms } from './read-form.ts';

/** The labels that any form or template puts on by itself, in lower case. */
export function labelsOfTemplates(forms: readonly Pick<IssueForm, 'labels'>[]): ReadonlySet<string> {
  return new Set(forms.flatMap(({ labels }) => labels.map((label) => label.toLowerCase())));
}

/**
 * The labels that the form or template of an issue put on by itself, in lower case: nobody judged them. Where several forms fit
 * alike, those that all of them put on; none where no form fits. For pasts of which it isn't known who put a label on.
 */
export function templateLabels(issue: AskedIssue, forms: readonly IssueForm[]): ReadonlySet<string> {
  if (!forms.some(({ labels }) => labels.length > 0)) return new Set();
  const [first, ...others] = readForms(markdownLines(issue.body), issue, forms).map(({ form }) =>
    labelsOfTemplates([form]),
  );
  return new Set([...(first ?? [])].filter((label) => others.every((other) => other.has(label))));
}
