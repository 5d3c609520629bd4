import type { Dimension, Opinion, Reason } from '../issue/decision.ts';
import { logistic, logit } from '../issue/log-odds.ts';
import { ownEntry } from '../text/own-entry.ts';

/** One value after all sources were heard. */
export interface Pooled {
  value: string;
  /** 0 to 1. */
  confidence: number;
  reasons: Reason[];
  /** As the first source that knows it says. */
  baseRate?: number;
  /** How likely somebody would put it on at all, 0 to 1; null where no source can tell. */
  open: number | null;
  /** Models whose own first choice this is, or that hold it for likelier than not. */
  agreeing: string[];
}

/**
 * Sources that choose by what somebody said outright: where one of them speaks of a value, the others are not asked. The first of
 * them goes before the second: a rule is a maintainer's word, a form's answer the author's.
 */
export const decisiveSources: ReadonlySet<string> = new Set(['rule', 'form']);

/** The opinions of the first decisive source that speaks; none where none does. */
function mostDecisive<T>(all: readonly T[], sourceOf: (each: T) => string): T[] {
  for (const source of decisiveSources) {
    const own = all.filter((each) => sourceOf(each) === source);
    if (own.length > 0) return own;
  }
  return [];
}

/** Before a repository has taught whom to believe, nobody counts more than another. */
export const defaultTrust: Readonly<Record<string, number>> = {
  local: 1,
  openai: 1,
  anthropic: 1,
  keywords: 1,
};
const least = 1e-4;

/**
 * One answer from several opinions on a dimension, likeliest first: a logarithmic opinion pool with weights that sum to
 * `sharpness` (C. Genest and J. Zidek, "Combining Probability Distributions", Statistical Science 1986), which never claims more
 * than its surest source while that is 1, as it is until the repository has taught how far sources that err apart may
 * confirm each other (trust.ts). Keywords count only where nobody else spoke. A source without a word on a value does not
 * count for it. Single-valued dimensions are normalized to sum to 1; each area stands for itself. Values outside
 * `known`, and numbers that are no probabilities, are dropped: a model chooses from the list and nothing else.
 */
export function poolOpinions(
  opinions: readonly Opinion[],
  dimension: Dimension,
  known: ReadonlySet<string>,
  trust: Readonly<Record<string, number>>,
  sharpness = 1,
): Pooled[] {
  const heard = heardOn(opinions, dimension, trust).map((opinion) => ({
    opinion,
    weight: weightOf(opinion, trust),
    values: usable(opinion.probabilities, known),
  }));
  const pooled: Pooled[] = [];
  for (const value of known) {
    const all = heard.filter(({ values }) => values.has(value));
    const decisive = mostDecisive(all, ({ opinion }) => opinion.source);
    const speakers = decisive.length > 0 ? decisive : all;
    if (speakers.length === 0) continue;
    // A lone source is calibrated by itself.
    const reach = speakers.length > 1 ? sharpness : 1;
    const total = speakers.reduce((sum, { weight }) => sum + weight, 0) / reach;
    const mean = (of: (p: number) => number) =>
      speakers.reduce((sum, { values, weight }) => sum + (weight / total) * of(values.get(value) ?? 0), 0);
    const confidence = dimension === 'area' ? logistic(mean(logit)) : Math.exp(mean(Math.log));
    const [baseRate] = speakers.flatMap(({ opinion }) => ownEntry(opinion.baseRates ?? {}, value) ?? []);
    const opens = speakers.flatMap(({ opinion }) => ownEntry(opinion.open ?? {}, value) ?? []);
    pooled.push({
      value,
      confidence,
      ...(baseRate === undefined ? {} : { baseRate }),
      open: opens.length > 0 ? Math.max(...opens) : null,
      reasons: speakers.flatMap(({ opinion }) => ownEntry(opinion.reasons, value) ?? []),
      agreeing: speakers
        .filter(({ values }) => prefers(values, value, dimension))
        .map(({ opinion }) => opinion.model),
    });
  }
  if (dimension !== 'area' && pooled.length > 0) {
    const sum = pooled.reduce((total, { confidence }) => total + confidence, 0);
    // A lone value has no rival to share with: its probability stands as it was given.
    if (pooled.length > 1) for (const each of pooled) each.confidence /= sum;
  }
  return pooled.sort((a, b) => b.confidence - a.confidence || (a.value < b.value ? -1 : 1));
}

/** The opinions that count: decisive ones where a single value is wanted, all but keywords, or keywords where they stand alone. */
function heardOn(
  opinions: readonly Opinion[],
  dimension: Dimension,
  trust: Readonly<Record<string, number>>,
): Opinion[] {
  const all = opinions.filter((opinion) => opinion.dimension === dimension && weightOf(opinion, trust) > 0);
  const decisive = mostDecisive(all, ({ source }) => source);
  if (decisive.length > 0 && dimension !== 'area') return decisive;
  const better = all.filter(({ source }) => source !== 'keywords');
  return better.length > 0 ? better : all;
}

function weightOf({ source }: Opinion, trust: Readonly<Record<string, number>>): number {
  return ownEntry(trust, source) ?? ownEntry(defaultTrust, source) ?? 1;
}

function usable(probabilities: Record<string, number>, known: ReadonlySet<string>): Map<string, number> {
  const values = new Map<string, number>();
  for (const [value, p] of Object.entries(probabilities)) {
    if (known.has(value) && Number.isFinite(p) && p >= 0 && p <= 1) {
      values.set(value, Math.min(1 - least, Math.max(least, p)));
    }
  }
  return values;
}

function prefers(values: Map<string, number>, value: string, dimension: Dimension): boolean {
  const p = values.get(value) ?? 0;
  return dimension === 'area' ? p >= 0.5 : [...values.values()].every((other) => other <= p);
}
