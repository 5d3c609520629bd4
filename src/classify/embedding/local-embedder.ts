import type { Idf } from '../../domain/similarity/idf.ts';
import type { Embedder } from '../../triage/ports/search.ts';
import { generalIdf } from './general-idf.ts';
import { hashedVector, hashingVersion, vectorWidth } from './hashed-vector.ts';

/**
 * Vectors without a network or a model file, well under 2 ms an issue. `idf` is the shipped general one until a
 * repository has its own; its generation is part of the model's name, so old and new vectors are never compared.
 */
export function createLocalEmbedder(options: { idf?: Idf } = {}): Embedder {
  const idf = options.idf ?? generalIdf;
  const model = `local-tfidf-${vectorWidth}-h${hashingVersion}-${idf.generation}`;
  return {
    model,
    embed: async (texts) => texts.map((text) => ({ model, vector: hashedVector(text, idf) })),
  };
}
