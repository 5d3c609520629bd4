import type { LabelMeaning, Reason } from '../../../domain/issue/decision.ts';
import { type AreaModel, askAreas, untaughtAreas } from './area-model.ts';
import { readForAreas } from './area-reading.ts';
import { areaReasons } from './area-reasons.ts';
import type { AreaWeights } from './area-weights.ts';
import { maxAreas } from './learn-areas.ts';
import { shippedAreaWeights } from './shipped-area-weights.ts';

/** Less likely areas are left out. */
const worthTelling = 0.02;
/** Reasons are told of so many, the likeliest. */
const explained = 5;

/** What is said of an issue's areas: see `AreaSaying`. */
export interface AreaOpinion {
  probabilities: Record<string, number>;
  open: Record<string, number>;
  reasons: Record<string, Reason[]>;
}

/**
 * How likely each area of the repository is, and why: by what its issues have in common, and by the label's name where it has
 * no examples yet. Hardly likely areas are left out.
 * @param model what the repository has taught of its areas, null before
 */
export function areaOpinion(
  model: AreaModel | null,
  issue: { title: string; body: string },
  meanings: readonly LabelMeaning[],
  weights: AreaWeights = shippedAreaWeights(),
): AreaOpinion {
  const labels = areasOf(model, meanings);
  if (labels.length === 0) return { probabilities: {}, open: {}, reasons: {} };
  const asked = model ?? untaughtAreas(labels, weights);
  const reading = readForAreas(issue);
  const saying = askAreas(asked, weights, labels, reading);
  const reasonsOf = areaReasons(asked, saying, issue, reading);
  const wanted = new Set(labels);
  const told = saying.labels
    .flatMap((label, k) => {
      const p = saying.probabilities[k] as number;
      return wanted.has(label) && p >= worthTelling ? [{ label, k, p }] : [];
    })
    .sort((a, b) => b.p - a.p);
  return {
    probabilities: Object.fromEntries(told.map(({ label, p }) => [label, p])),
    // Where no issue has carried an area, nobody knows how often one does.
    open:
      asked.state.seen.carrying === 0
        ? {}
        : Object.fromEntries(told.map(({ label, k }) => [label, saying.open[k] as number])),
    reasons: Object.fromEntries(told.slice(0, explained).map(({ label, k }) => [label, reasonsOf(k)])),
  };
}

function areasOf(model: AreaModel | null, meanings: readonly LabelMeaning[]): string[] {
  const all = new Set(meanings.flatMap(({ dimension, value }) => (dimension === 'area' ? [value] : [])));
  if (all.size <= maxAreas) return [...all];
  const known = new Set(model?.state.labels);
  return [
    ...[...all].filter((label) => known.has(label)),
    ...[...all].filter((label) => !known.has(label)),
  ].slice(0, maxAreas);
}
