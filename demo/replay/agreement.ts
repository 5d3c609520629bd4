import { type Dimension, dimensions } from '../../src/domain/issue/decision.ts';
import type { Truth } from './sample.ts';

/** What the App said of one issue: a label it wrote, or one that it only proposed to people. */
export interface Said {
  dimension: Dimension;
  label: string;
  how: 'applied' | 'suggested';
}

export interface AgreementRow {
  dimension: Dimension;
  appliedRight: number;
  appliedWrong: number;
  suggestedRight: number;
  suggestedWrong: number;
  /** Labels of the truth that were neither applied nor suggested. */
  silent: number;
  /** Labels applied or suggested where the truth is not known. */
  unknown: number;
}

export interface JudgedIssue {
  truth: Truth;
  said: Said[];
}

/**
 * Counts, dimension by dimension, how often what the App said is what a maintainer would have set. In a dimension with one
 * value an issue that got a wrong label is wrong once, not also silent; of areas each missed one counts as silent.
 * `same` tells whether two labels say the same thing, as `Bug` and `kind/bug` do. Rows without a count are left out.
 */
export function countAgreement(
  issues: JudgedIssue[],
  same: (a: string, b: string) => boolean = (a, b) => a === b,
): AgreementRow[] {
  return dimensions
    .map((dimension) => {
      const row = emptyRow(dimension);
      for (const issue of issues) countIssue(row, issue, same);
      return row;
    })
    .filter(({ dimension: _, ...counts }) => Object.values(counts).some((count) => count > 0));
}

function countIssue(
  row: AgreementRow,
  { truth, said }: JudgedIssue,
  same: (a: string, b: string) => boolean,
): void {
  const here = said.filter(({ dimension }) => dimension === row.dimension);
  const expected = truth[row.dimension];
  if (!expected) {
    row.unknown += here.length;
    return;
  }
  for (const { label, how } of here) {
    const right = expected.some((other) => same(label, other));
    if (how === 'applied') row[right ? 'appliedRight' : 'appliedWrong']++;
    else row[right ? 'suggestedRight' : 'suggestedWrong']++;
  }
  const missed = expected.filter((label) => !here.some((one) => same(one.label, label))).length;
  if (row.dimension === 'area') row.silent += missed;
  else if (here.length === 0 && missed > 0) row.silent++;
}

function emptyRow(dimension: Dimension): AgreementRow {
  return {
    dimension,
    appliedRight: 0,
    appliedWrong: 0,
    suggestedRight: 0,
    suggestedWrong: 0,
    silent: 0,
    unknown: 0,
  };
}
