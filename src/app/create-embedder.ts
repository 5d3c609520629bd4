import { createLocalEmbedder } from '../classify/embedding/local-embedder.ts';
import { mayLeave } from '../domain/settings/may-leave.ts';
import type { Embedder } from '../triage/ports/search.ts';
import type { HostedModels } from './create-hosted-models.ts';

/**
 * Vectors by the local embedder, and by a hosted one for repositories whose settings want that: for a private one only where
 * its text may leave for a hosted model.
 */
export function createEmbedder(hosted: HostedModels): Embedder {
  return {
    ...createLocalEmbedder(),
    for(repo, settings) {
      const wanted = settings.similar.embedding === 'openai' && mayLeave(repo, settings);
      const chosen = wanted ? hosted.openai?.embedder : undefined;
      return chosen?.for(repo, settings) ?? createLocalEmbedder();
    },
  };
}
