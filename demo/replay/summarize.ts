import type { SummaryFigures } from '../terminal/summary.ts';
import { countAgreement, type Said } from './agreement.ts';
import { percentile } from './latency.ts';
import type { Replayed } from './ports.ts';
import type { SampleLabel } from './sample.ts';
import { readMeanings, sameMeaning } from './truth-of.ts';

/**
 * What the App said of an issue. Applied is only what stands in GitHub's ledger; a value that was meant to be written and
 * was not counts as suggested, one that is merely observed as nothing.
 */
export function saidOf({ outcome, labels }: Replayed): Said[] {
  return outcome.values.flatMap(({ dimension, label, autonomy }): Said[] => {
    if (label === null) return [];
    if (labels.includes(label)) return [{ dimension, label, how: 'applied' }];
    return autonomy === 'observe' ? [] : [{ dimension, label, how: 'suggested' }];
  });
}

/** The figures of a run; what the process knows of itself is `measured`. */
export function summarize(
  replayed: readonly Replayed[],
  labels: readonly SampleLabel[],
  measured: Pick<SummaryFigures, 'firstLabelMs' | 'memory'>,
): SummaryFigures {
  const meanings = readMeanings(labels);
  const took = replayed.flatMap(({ tookMs }) => tookMs ?? []);
  const [median, p95] = [percentile(took, 0.5), percentile(took, 0.95)];
  return {
    issues: replayed.length,
    alone: replayed.filter(({ outcome }) => outcome.status === 'alone').length,
    failed: replayed.filter(({ outcome }) => outcome.status === 'failed').length,
    agreement: countAgreement(
      replayed.map((one) => ({
        truth: one.issue.truth,
        said: [...saidOf(one), ...unexplained(one, meanings)],
      })),
      sameMeaning(meanings),
    ),
    related: countRelated(replayed),
    latency: median === null || p95 === null ? null : { median, p95, labels: took.length },
    ...measured,
  };
}

/** Labels on the issue that no decided value accounts for: judged too, so that nothing written goes unseen. */
function unexplained({ outcome, labels }: Replayed, meanings: ReturnType<typeof readMeanings>): Said[] {
  return labels
    .filter((label) => !outcome.values.some((value) => value.label === label))
    .flatMap((label) => {
      const dimension = meanings.get(label)?.dimension ?? 'none';
      return dimension === 'none' || dimension === 'workflow'
        ? []
        : [{ dimension, label, how: 'applied' as const }];
    });
}

function countRelated(replayed: readonly Replayed[]): SummaryFigures['related'] {
  const numberOf = new Map(replayed.map(({ issue, number }) => [issue.line, number]));
  const related = replayed.filter(({ issue }) => issue.similarTo.some((line) => numberOf.has(line)));
  if (related.length === 0) return null;
  const found = related.filter(({ issue, outcome }) =>
    issue.similarTo.some((line) => outcome.similar.includes(numberOf.get(line) ?? -1)),
  );
  return { found: found.length, of: related.length };
}
