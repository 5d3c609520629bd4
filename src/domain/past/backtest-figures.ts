import { percent } from '../text/percent.ts';
import { percentOf, shareInWords } from '../text/share-in-words.ts';
import type { BacktestReport, LabelResult } from './backtest.ts';
import type { OwnerResult, TopRight } from './routing-report.ts';

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

/** Whom issues would have been suggested to, in a few figures; none where nobody was suggested. */
export function routingFigures({ routing }: BacktestReport): BacktestFigure[] {
  if (!routing) return [];
  const { handled, people, teams } = routing;
  return [
    { name: 'issues that someone was assigned to or closed', value: String(handled) },
    ...topFigures('person', 'three people', people),
    ...topFigures('team', 'three teams', teams),
  ];
}

function topFigures(one: string, three: string, { judged, first, firstThree }: TopRight): BacktestFigure[] {
  if (judged === 0) return [];
  return [
    { name: `issues with a suggested ${one} that could be judged`, value: String(judged) },
    { name: `the suggested ${one} was right`, value: shareInWords(first, judged) },
    { name: `one of the first ${three} was right`, value: shareInWords(firstThree, judged) },
  ];
}

/** The columns of the table of people and teams after the name. */
export const ownerColumns = [
  'suggested',
  'precision',
  'lower bound',
  'assigned in auto mode',
  'precision of assignments',
  'earned mode',
] as const;

/** So many people and teams are listed. */
export const maxOwnersListed = 25;

/** A person's or a team's cells, in the order of `ownerColumns`. */
export function ownerCells({ record, assigned, lowerBound, rung }: OwnerResult): (string | number)[] {
  const suggested = record.right + record.wrong;
  const assignments = assigned.right + assigned.wrong;
  return [
    suggested,
    shareInWords(record.right, suggested),
    percentOf(lowerBound, suggested),
    assignments,
    shareInWords(assigned.right, assignments),
    rung,
  ];
}

/** What routing is judged by, and where nobody is known, that. */
export function routingNote({ routing }: BacktestReport): string {
  if (!routing || routing.handled === 0)
    return 'The history does not say who was assigned to these issues or closed them, so suggested people were not measured.';
  return 'Right is whoever was assigned to the issue or closed it, except authors who closed their own. A team is right when one of its members is, or when people gave the issue its label.';
}
