import type { AreaIndex } from './area-index.ts';
import type { Ridge } from './ridge.ts';

/** What a repository has shown of its areas up to now. A plain value. */
export interface AreaState {
  /** Every area of the repository, also those that no issue carries yet. */
  labels: string[];
  seen: AreaCounts;
  /** Null before the first training. */
  fit: AreaFit | null;
}

/** Counts over issues that carry an area, by label where they are arrays. */
export interface AreaCounts {
  carrying: number;
  given: number;
  examples: Float64Array;
  /** Among the newest 100 of them. */
  recent: Float64Array;
  recentCarrying: number;
  /** Issues whose title names the label, and those of them that carry it; the same of the text. */
  inTitle: Float64Array;
  inTitleRight: Float64Array;
  inProse: Float64Array;
  inProseRight: Float64Array;
  /** Share of the newest 300 issues that carry an area. */
  density: number;
}

/** First stage: what past issues say by being alike. */
export interface AreaFit {
  index: AreaIndex;
  /** Rows of the index that `own` was fitted on, all of which carry an area; and those of `all`. */
  carryingRows: Uint16Array;
  allRows: Uint16Array;
  /** Labels that have an output, by position in `labels`. */
  outputs: Uint16Array;
  own: Ridge;
  /** The same outputs and, last, whether an issue carries an area at all. */
  all: Ridge;
  /** Of each row of the index: whether it carries an area, and its labels by position, one after another. */
  carries: Uint8Array;
  labelStarts: Int32Array;
  rowLabels: Uint16Array;
  /** What each row counts for, 0 to 1; absent where every one counts in full. */
  worth?: Float32Array;
}

/** Nothing known but the labels. */
export function newState(labels: readonly string[]): AreaState {
  const none = () => new Float64Array(labels.length);
  return {
    labels: [...labels],
    seen: {
      ...{ carrying: 0, given: 0, examples: none(), recent: none(), recentCarrying: 0, density: 0 },
      ...{ inTitle: none(), inTitleRight: none(), inProse: none(), inProseRight: none() },
    },
    fit: null,
  };
}

/** The state with labels that it doesn't know yet, behind those that it does. */
export function extendState(state: AreaState, labels: readonly string[]): AreaState {
  const known = new Set(state.labels);
  const all = [...state.labels, ...labels.filter((label) => !known.has(label))];
  if (all.length === state.labels.length) return state;
  const longer = (counts: Float64Array) => {
    const grown = new Float64Array(all.length);
    grown.set(counts);
    return grown;
  };
  const { seen } = state;
  return {
    ...state,
    labels: all,
    seen: {
      ...seen,
      ...{ examples: longer(seen.examples), recent: longer(seen.recent) },
      ...{ inTitle: longer(seen.inTitle), inTitleRight: longer(seen.inTitleRight) },
      ...{ inProse: longer(seen.inProse), inProseRight: longer(seen.inProseRight) },
    },
  };
}
