import { createLocalEmbedder } from '../classify/embedding/local-embedder.ts';
import { mayLeave } from '../domain/settings/may-leave.ts';
import type { Embedder } from '../triage/ports/search.ts';
import type { HostedModels } from './create-hosted-models.ts';

/**
 * Creates the embedder: local, or hosted for repositories whose settings enable it. A private repository
 * also has to allow its text to be sent to a hosted model.
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
