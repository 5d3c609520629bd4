import { type DocumentFrequencies, type Idf, idfOf } from '../../src/domain/similarity/idf.ts';

/** The weights of a collection, for example of one repository's own issues. */
export function idfFrom(counts: DocumentFrequencies, generation: string): Idf {
  const rarest = idfOf(counts.documents, 1);
  return {
    generation,
    of: (token) => {
      const frequency = counts.words.get(token);
      return frequency === undefined ? rarest : idfOf(counts.documents, frequency);
    },
  };
}
