import type { IssueForm } from '../../src/domain/forms/issue-form.ts';
import { templateLabels } from '../../src/domain/forms/template-labels.ts';
import type { ReadPast } from './past.ts';

/** A past without the labels that issues' own forms and templates put on: no person judged those. What was left out is told. */
export function withoutTemplateLabels(past: ReadPast, forms: readonly IssueForm[]): ReadPast {
  if (forms.length === 0) return past;
  let dropped = 0;
  const issues = past.issues.map((issue) => {
    const own = templateLabels(issue, forms);
    const labels = issue.labels.filter((label) => !own.has(label.toLowerCase()));
    dropped += issue.labels.length - labels.length;
    return { ...issue, labels, labeledAt: labels.length > 0 ? issue.labeledAt : null };
  });
  const left = dropped > 0 ? [`${dropped} labels that issue templates put on`] : [];
  return { ...past, issues, left: [...past.left, ...left] };
}
