import type { LocalRecipe } from './fit-local.ts';

/** How much is asked of a number of lessons. */
export interface Plan {
  recipe: LocalRecipe;
  /** Share of the prior's logits that is added to the local model's. */
  priorShare: number;
  /** Parts to hold out in turn for the temperature; 0 for none. */
  folds: number;
  /** Whether issues without a label are learnt from too. */
  unlabeled: boolean;
}

/** From this many lessons the prior is one feature among others; below, it is where the local model starts from. */
const manyLessons = 200;
/** Below this many lessons nothing can be held out to calibrate with, and no heading's answer can be believed. */
const someLessons = 30;

const blocks = { characters: 3, words: 3, titleCharacters: 2, templates: 2, titleWords: 2, proseWords: 2 };
const hand = { hand: { weight: 3, clip: 3 }, keywords: { weight: 0.5, clip: 3 } };
const answers = { answers: { weight: 2, clip: 4 } };

/** Memory of the sparse columns: a key, its idf and a weight a class each. */
const maxBytes = 4_500_000;
/** How they are shared out among the blocks where there are too many. */
const shares = {
  characters: 0.44,
  words: 0.15,
  titleCharacters: 0.14,
  templates: 0.02,
  titleWords: 0.1,
  proseWords: 0.15,
};
/** In a long history a feature must come again to be worth keeping: once in so many issues. */
const rarest = 400;

/** How a repository's model is fitted to so many lessons. Chosen on training folds of NLBSE'24 (bench:accuracy). */
export function planFor(lessons: number, classes: number): Plan {
  const columns = maxBytes / (8 + 4 * classes);
  const most = Object.fromEntries(
    Object.entries(shares).map(([block, share]) => [block, Math.floor(share * columns)]),
  );
  if (lessons >= manyLessons) {
    return {
      recipe: {
        blocks,
        dense: { ...hand, ...answers, prior: { weight: 0.7, clip: 4 } },
        minimum: Math.ceil(lessons / rarest),
        ...{ most, strength: 5, interceptPenalty: 0, guessStrength: 0 },
      },
      ...{ priorShare: 0, folds: 5, unlabeled: false },
    };
  }
  const dense = lessons >= someLessons ? { ...hand, ...answers } : hand;
  return {
    recipe: { blocks, dense, most, strength: 2, interceptPenalty: 10, guessStrength: 0.1 },
    ...{ priorShare: 1, folds: lessons >= someLessons ? 5 : 0, unlabeled: true },
  };
}
