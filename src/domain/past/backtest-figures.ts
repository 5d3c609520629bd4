import { percent } from '../text/percent.ts';
import { percentOf, shareInWords } from '../text/share-in-words.ts';
import type { BacktestReport, LabelResult } from './backtest.ts';

/** A figure of a report with its name, as terminal, file and console show it. */
export interface BacktestFigure {
  name: string;
  value: string;
}

/** The report in a few figures. Precision is that of the labels on issues where people chose a label of the same kind; the others are counted, and named. */
export function backtestFigures({
  issues,
  covered,
  applied,
  suggested,
  unjudged,
}: BacktestReport): BacktestFigure[] {
  const judged = applied.right + applied.wrong;
  const without = unjudged?.applied ?? 0;
  return [
    { name: 'coverage: issues labeled', value: shareInWords(covered, issues) },
    { name: 'labels applied', value: String(judged + without) },
    { name: 'of them on issues that people left without such a label', value: String(without) },
    { name: 'precision of the other applied labels', value: shareInWords(applied.right, judged) },
    {
      name: 'precision of suggestions',
      value: shareInWords(suggested.right, suggested.right + suggested.wrong),
    },
  ];
}

/** The columns of the table of labels after the label's name and meaning. */
export const labelColumns = [
  'issues',
  'applied',
  'unjudged',
  'precision',
  'lower bound',
  'coverage',
  'suggested',
  'precision of suggestions',
  'threshold',
  'final mode',
] as const;

/** A label's cells, in the order of `labelColumns`. */
export function labelCells(each: LabelResult): (string | number)[] {
  const judged = each.applied.right + each.applied.wrong;
  const unjudged = each.unjudged ?? 0;
  const suggested = each.suggested.right + each.suggested.wrong;
  return [
    each.seen,
    judged + unjudged,
    unjudged,
    shareInWords(each.applied.right, judged),
    percentOf(each.lowerBound, judged),
    shareInWords(each.applied.right, each.seen),
    suggested,
    shareInWords(each.suggested.right, suggested),
    percent(each.threshold),
    each.rung,
  ];
}
