import type { LabelMeaning } from '../issue/decision.ts';
import { markdownLines } from '../markdown/markdown-lines.ts';
import { chosenOptions } from './chosen-options.ts';
import { fieldKey } from './field-names.ts';
import type { IssueForm } from './issue-form.ts';
import { readForms } from './read-form.ts';

/** What people have made of a form's option so far: an area that they mostly put on where it was chosen. */
export interface FormHabit {
  /** The field's label, as `fieldKey` writes it. */
  field: string;
  /** As the form writes it. */
  option: string;
  /** The area's value. */
  value: string;
  /** How likely it is put on where the option was chosen, 0 to 1: a share that was pulled toward the area's usual one. */
  p: number;
}

/** An issue of the past with the labels that people gave it. */
export interface FiledIssue {
  title: string;
  body: string;
  /** Names of labels. */
  labels: readonly string[];
}

/** Issues in which an option was chosen, at least, before anything is made of it. */
const fewest = 5;
/** An option that leaves an area less likely than this says too little to stand before the models. */
const likelyFrom = 0.7;
/** An area that most issues have anyway is not told by an option: its odds have to be so many times what they usually are. */
const lift = 3;
/** How many issues the area's usual share counts as. */
const usualCounts = 2;
const mostHabits = 500;

/**
 * Learns which areas people put on where an option of a form was chosen: P(label | field = option). Only issues that carry an
 * area count, since others may never have been looked at. Pure; some 0.2 ms an issue.
 */
export function learnFormHabits(
  issues: readonly FiledIssue[],
  forms: readonly IssueForm[],
  meanings: readonly LabelMeaning[],
): FormHabit[] {
  const areas = new Map(
    meanings.flatMap(({ dimension, label, value }) =>
      dimension === 'area' ? [[label.name.toLowerCase(), value] as const] : [],
    ),
  );
  const usual = new Map<string, number>();
  const chosen = new Map<
    string,
    { field: string; option: string; of: number; values: Map<string, number> }
  >();
  let judged = 0;
  for (const issue of issues) {
    const values = new Set(issue.labels.flatMap((name) => areas.get(name.toLowerCase()) ?? []));
    if (values.size === 0) continue;
    judged++;
    for (const value of values) usual.set(value, (usual.get(value) ?? 0) + 1);
    for (const { field, option } of optionsOf(issue, forms)) {
      const key = JSON.stringify([field, option]);
      const known = chosen.get(key) ?? { field, option, of: 0, values: new Map<string, number>() };
      known.of++;
      for (const value of values) known.values.set(value, (known.values.get(value) ?? 0) + 1);
      chosen.set(key, known);
    }
  }
  return [...chosen.values()]
    .filter(({ of }) => of >= fewest)
    .flatMap(({ field, option, of, values }) =>
      [...values].flatMap(([value, count]): FormHabit[] => {
        const base = (usual.get(value) ?? 0) / judged;
        const p = (count + usualCounts * base) / (of + usualCounts);
        return p >= likelyFrom && p > base && odds(p) >= lift * odds(base)
          ? [{ field, option, value, p }]
          : [];
      }),
    )
    .sort((a, b) => b.p - a.p)
    .slice(0, mostHabits);
}

const odds = (p: number) => p / (1 - p);

function optionsOf(issue: FiledIssue, forms: readonly IssueForm[]): { field: string; option: string }[] {
  // Which form it was is told by its fields: labels are what is to be learned.
  const [filled, ...others] = readForms(markdownLines(issue.body), { title: issue.title }, forms);
  if (!filled || others.length > 0) return [];
  return filled.answers.flatMap((answer) =>
    answer.sure
      ? chosenOptions(answer).map((option) => ({ field: fieldKey(answer.field.label), option }))
      : [],
  );
}
