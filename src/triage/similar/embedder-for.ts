import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { defaultSettings, type Settings } from '../../domain/settings/settings.ts';
import type { RepositoryStore } from '../ports/core.ts';
import type { Embedder } from '../ports/search.ts';

/** The embedder that a repository's settings want. */
export function embedderFor(embedder: Embedder, repo: RepositoryRef, settings: Settings): Embedder {
  return embedder.for?.(repo, settings) ?? embedder;
}

/** The same by the settings as they were last read; no file is asked for. */
export async function embedderAsKnown(
  embedder: Embedder,
  repositories: Pick<RepositoryStore, 'getSettings'>,
  repo: RepositoryRef,
): Promise<Embedder> {
  const known = await repositories.getSettings(repo);
  return embedderFor(embedder, repo, known?.settings ?? defaultSettings);
}
