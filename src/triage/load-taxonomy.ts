import type { LabelMeaning } from '../domain/decision.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Settings } from '../domain/settings.ts';
import { readTaxonomy } from '../domain/taxonomy.ts';
import type { GitHub, RepositoryStore } from './ports.ts';

/** The repository's labels, each tied to what it means; read from GitHub once and again after a label changed. */
export async function loadTaxonomy(
  deps: { github: Pick<GitHub, 'listLabels'>; repositories: RepositoryStore },
  repo: RepositoryRef,
  settings: Settings,
): Promise<LabelMeaning[]> {
  const use = await deps.repositories.labelUse(repo);
  const known = await deps.repositories.getLabels(repo);
  if (known) return readTaxonomy(known, settings, use);
  // In the order in which they are known from then on: decisions are told apart by what they were made from.
  const labels = (await deps.github.listLabels(repo)).toSorted((a, b) => a.id - b.id);
  const meanings = readTaxonomy(labels, settings, use);
  await deps.repositories.saveLabels(repo, labels, meanings);
  return meanings;
}
