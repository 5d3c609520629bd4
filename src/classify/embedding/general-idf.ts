import { type Idf, idfOf } from '../../domain/similarity/idf.ts';
import file from './general-idf.json' with { type: 'json' };

/** Words by level; a level is idf in steps of 1 / `stepsPerUnit`. */
const levels = new Map(
  Object.entries(file.levels).flatMap(([level, words]) =>
    words.split(' ').map((word): [string, number] => [word, Number(level) / file.stepsPerUnit]),
  ),
);
/** A word that is not listed was seen in fewer issues than any that is. */
const unlisted = idfOf(file.documents, (file.leastDocuments - 1) / 2);

/** Weights of words over many repositories' issues, learnt by `scripts/train-idf.ts`. */
export const generalIdf: Idf = { generation: file.generation, of: (token) => levels.get(token) ?? unlisted };
