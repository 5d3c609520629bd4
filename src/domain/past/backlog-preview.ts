import type { DecidedValue, LabelMeaning } from '../issue/decision.ts';

/** An issue of the backlog and what would be decided for it now. */
export interface Previewed {
  issue: { number: number; title: string; labels: readonly string[] };
  values: readonly DecidedValue[];
}

export interface PreviewedRow {
  number: number;
  title: string;
  /** Labels that would be written, and those that would be suggested. */
  written: string[];
  suggested: string[];
}

export interface BacklogPreview {
  rows: PreviewedRow[];
  /** Of each label, on how many of these it would be written; most first. */
  labels: { label: string; count: number }[];
}

/**
 * What a triage would do with issues that nobody triaged. People were first: a dimension of one value that already has a
 * label is left alone, and so is a label that stands.
 */
export function previewBacklog(
  previewed: readonly Previewed[],
  meanings: readonly LabelMeaning[],
): BacklogPreview {
  const dimensionOf = new Map(
    meanings.map(({ label, dimension }) => [label.name.toLowerCase(), dimension] as const),
  );
  const rows = previewed.map(({ issue, values }) => {
    const standing = new Set(issue.labels.map((name) => name.toLowerCase()));
    const chosen = new Set([...standing].map((name) => dimensionOf.get(name)));
    const due = (autonomy: DecidedValue['autonomy']) =>
      values.flatMap(({ dimension, label, ...value }) => {
        if (label === null || value.autonomy !== autonomy || standing.has(label.toLowerCase())) return [];
        return dimension !== 'area' && chosen.has(dimension) ? [] : [label];
      });
    const { number, title } = issue;
    return { number, title, written: due('apply'), suggested: due('suggest') };
  });
  const counts = new Map<string, number>();
  for (const label of rows.flatMap(({ written }) => written)) counts.set(label, (counts.get(label) ?? 0) + 1);
  const labels = [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count);
  return { rows, labels };
}
