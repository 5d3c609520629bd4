import type { DecidedValue, Decision, Dimension } from '../issue/decision.ts';

/** What people taught of an issue, right or wrong. */
export interface Taught {
  dimension: Dimension;
  value: string;
}

export interface Difference {
  dimension: Dimension;
  /** What was decided; null for nothing, and for an area that would be added. */
  from: string | null;
  /** What would be decided now; null for an area that would go. */
  to: string | null;
  /** 0 to 1, of `to`; of `from` where `to` is null. */
  confidence: number;
  /** The label that carries the value; null where there is none. */
  label: string | null;
}

/**
 * What a decision says otherwise than the one before: the value of a dimension, or the areas among those that were taught.
 */
export function differencesOf(
  dimension: Dimension,
  before: Decision | null,
  after: Decision,
  taught: readonly Taught[],
): Difference[] {
  const was = valuesOf(before, dimension);
  const is = valuesOf(after, dimension);
  if (dimension !== 'area') {
    const [from, to] = [was[0], is[0]];
    if (!to || to.value === from?.value) return [];
    const { value, confidence, label } = to;
    return [{ dimension, from: from?.value ?? null, to: value, confidence, label }];
  }
  const about = ({ value }: DecidedValue) =>
    taught.some((each) => each.dimension === dimension && each.value === value);
  const missing = (from: readonly DecidedValue[], others: readonly DecidedValue[]) =>
    from.filter((each) => about(each) && !others.some(({ value }) => value === each.value));
  return [
    ...missing(is, was).map(({ value, confidence, label }) => ({
      dimension,
      from: null,
      to: value,
      confidence,
      label,
    })),
    ...missing(was, is).map(({ value, confidence, label }) => ({
      dimension,
      from: value,
      to: null,
      confidence,
      label,
    })),
  ];
}

const valuesOf = (decision: Decision | null, dimension: Dimension) =>
  (decision?.values ?? []).filter((each) => each.dimension === dimension);
