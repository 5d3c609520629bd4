import type { LabelMeaning } from '../../domain/issue/decision.ts';
import type { Label, RepositoryRef } from '../../domain/issue/repository.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { readTaxonomy } from '../../domain/taxonomy/taxonomy.ts';
import type { GitHub, RepositoryStore } from '../ports/core.ts';

/** Reads in a row that a change overtakes; then the job is tried again later. */
const maxReads = 5;

/**
 * The repository's labels, each tied to what it means; read from GitHub once and again after a label changed. Labels that
 * were marked stale while they were read are read again.
 */
export async function loadTaxonomy(
  deps: { github: Pick<GitHub, 'listLabels'>; repositories: RepositoryStore },
  repo: RepositoryRef,
  settings: Settings,
): Promise<LabelMeaning[]> {
  for (let reads = 0; reads < maxReads; reads++) {
    const { known, use } = await readKept(deps.repositories, repo);
    if (known) return readTaxonomy(known, settings, use);
    const began = await deps.repositories.staleMarks(repo);
    // In the order in which they are known from then on: decisions are told apart by what they were made from.
    const before = new Map((await deps.repositories.knownLabels(repo))?.map((label) => [label.id, label]));
    const listed = (await deps.github.listLabels(repo)).toSorted((a, b) => a.id - b.id);
    // What their use has shown stays true of labels that are read anew.
    const labels = listed.map((label) => ({
      ...label,
      ...(before.get(label.id)?.process ? { process: true as const } : {}),
    }));
    const meanings = readTaxonomy(labels, settings, use);
    if (await deps.repositories.saveLabels(repo, labels, meanings, began)) return meanings;
  }
  throw new Error('the labels changed again each time they were read');
}

/** The same as far as it is known; null where GitHub has to be asked. */
export async function keptTaxonomy(
  repositories: Pick<RepositoryStore, 'getLabels' | 'labelUse'>,
  repo: RepositoryRef,
): Promise<((settings: Settings) => LabelMeaning[]) | null> {
  const { known, use } = await readKept(repositories, repo);
  return known && ((settings) => readTaxonomy(known, settings, use));
}

async function readKept(
  repositories: Pick<RepositoryStore, 'getLabels' | 'labelUse'>,
  repo: RepositoryRef,
): Promise<{ known: Label[] | null; use: Map<string, number> }> {
  const [known, use] = await Promise.all([repositories.getLabels(repo), repositories.labelUse(repo)]);
  return { known, use };
}
