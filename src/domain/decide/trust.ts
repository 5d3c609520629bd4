import type { Opinion } from '../issue/decision.ts';
import { decisiveSources, defaultTrust } from './pool-opinions.ts';

/** Opinions on one dimension of an issue, and the value that people settled on. */
export interface TrustLesson {
  opinions: readonly Opinion[];
  truth: string;
}

/** What a repository's lessons say of its sources; see LearnedState. */
export interface Trust {
  trust: Record<string, number>;
  sharpness: number;
}

/** Lessons that it takes to move away from the usual weights as far as the lessons say, and half of the way back. */
const typicalCounts = 12;
const steps = 60;
const least = 1e-4;

/**
 * Learns whom to believe, by how much, and how far agreement is worth more than each alone: the exponents of the
 * logarithmic pool in combine.ts, p ∝ Π pₛ^wₛ, fitted by penalized likelihood (a multinomial logistic regression whose
 * inputs are the sources' log-probabilities; G. Hinton, "Training Products of Experts", Neural Computation 2002, has the
 * form). The penalty pulls the logarithm of each weight to the usual one, so that few lessons change little. Only lessons
 * in which two sources spoke of the true value count. Deterministic; about a millisecond for 100 lessons.
 */
export function learnTrust(
  lessons: readonly TrustLesson[],
  usual: Readonly<Record<string, number>> = defaultTrust,
): Trust {
  const rows = lessons.map(toRow).filter((row) => row !== null);
  const sources = [...new Set(rows.flatMap((row) => row.speakers.map(({ source }) => source)))].sort();
  const start = sources.map((source) => (Object.hasOwn(usual, source) ? (usual[source] ?? 1) : 1));
  // One parameter a source and one for the sharpness, each the logarithm of its change.
  const change = new Float64Array(sources.length + 1);
  const toTrust = (at: Float64Array): Trust => ({
    trust: Object.fromEntries(sources.map((source, i) => [source, (start[i] ?? 1) * Math.exp(at[i] ?? 0)])),
    sharpness: Math.exp(at[sources.length] ?? 0),
  });
  const loss = (at: Float64Array) => {
    const given = toTrust(at);
    const penalty = at.reduce((sum, value) => sum + value * value, 0);
    return rows.reduce((sum, row) => sum + lossOf(row, given), (typicalCounts / 2) * penalty);
  };
  descend(change, loss);
  return toTrust(change);
}

interface Row {
  truth: number;
  speakers: { source: string; logs: Float64Array }[];
}

function toRow({ opinions, truth }: TrustLesson): Row | null {
  const heard = opinions.filter(
    ({ source, probabilities }) =>
      source !== 'keywords' && !decisiveSources.has(source) && Object.keys(probabilities).length > 0,
  );
  const values = [...new Set(heard.flatMap(({ probabilities }) => Object.keys(probabilities)))];
  const speakers = heard.map(({ source, probabilities }) => ({
    source,
    logs: Float64Array.from(values, (value) => {
      const p = Object.hasOwn(probabilities, value) ? (probabilities[value] ?? 0) : 0;
      return Math.log(Math.min(1 - least, Math.max(least, Number.isFinite(p) ? p : 0)));
    }),
  }));
  const at = values.indexOf(truth);
  return speakers.length > 1 && at >= 0 ? { truth: at, speakers } : null;
}

/** Minus the logarithm of the pooled probability of the truth. */
function lossOf({ truth, speakers }: Row, { trust, sharpness }: Trust): number {
  const total = speakers.reduce((sum, { source }) => sum + (trust[source] ?? 1), 0);
  const logits = new Float64Array(speakers[0]?.logs.length ?? 0);
  for (const { source, logs } of speakers) {
    const weight = (sharpness * (trust[source] ?? 1)) / total;
    for (let k = 0; k < logits.length; k++) logits[k] = (logits[k] ?? 0) + weight * (logs[k] ?? 0);
  }
  const top = Math.max(...logits);
  return top + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - top), 0)) - (logits[truth] ?? 0);
}

/** Gradient descent with central differences and a step that halves until it helps; changes `at`. */
function descend(at: Float64Array, loss: (at: Float64Array) => number): void {
  const h = 1e-4;
  let now = loss(at);
  let step = 0.1;
  for (let round = 0; round < steps; round++) {
    const slope = at.map((_, i) => {
      const moved = (by: number) => loss(at.map((value, j) => (i === j ? value + by : value)));
      return (moved(h) - moved(-h)) / (2 * h);
    });
    const steepness = Math.hypot(...slope);
    if (steepness < 1e-3) return;
    for (step *= 2; step > 1e-6; step /= 2) {
      const next = at.map((value, i) => value - (step * (slope[i] ?? 0)) / steepness);
      const then = loss(next);
      if (then >= now) continue;
      at.set(next);
      now = then;
      break;
    }
    if (step <= 1e-6) return;
  }
}
