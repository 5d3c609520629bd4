import { generalIdf } from '../classify/embedding/general-idf.ts';
import { createLocalEmbedder } from '../classify/embedding/local-embedder.ts';
import { detectLanguage } from '../classify/language/detect-language.ts';
import { gather } from '../triage/decide/gather.ts';
import { createCorrectionPreview } from '../triage/learn/preview-correction.ts';
import { createRankedSimilar } from '../triage/similar/ranked-similar.ts';
import type { Services } from './services.ts';

/** Previews what a correction would change on open issues, read-only and without hosted models. */
export function createPreviewCorrection(services: Services) {
  const { issues, postings, vectors } = services;
  const similar = createRankedSimilar({ vectors, postings, issues, idf: generalIdf });
  return createCorrectionPreview({
    gather: (request) => gather({ similar, handlers: services.handlers }, request),
    embedder: createLocalEmbedder(),
    evidencer: services.localEvidence,
    learnedState: services.learnedState,
    detectLanguage,
    lessons: services.lessons,
    decisions: services.decisions,
    issues,
    repositories: services.repositories,
    postings,
  });
}
