import type { Context } from 'probot';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { AppDeps } from './app-deps.ts';

type Deps = Pick<AppDeps, 'repositories' | 'gateway' | 'appReads'>;

/** Reads in a row that another delivery overtakes; then the job is tried again later. */
const maxReads = 5;

/**
 * The repository of a delivery as it stands now. Deliveries come in any order: where one says another name, owner or
 * visibility than is known, GitHub is asked which holds. One that is not known is taken up only while the installation
 * reaches it, so a late delivery brings nothing back that was taken away; then null.
 */
export async function knowRepository(
  deps: Deps,
  octokit: Context['octokit'],
  said: RepositoryRef,
): Promise<RepositoryRef | null> {
  const github = deps.gateway(octokit);
  for (let reads = 0; reads < maxReads; reads++) {
    const known = await deps.repositories.getRepository(said);
    if (known && isSame(known, said)) return known;
    if (!known) {
      if ((await deps.appReads.installationOf(said)) !== said.installationId) return null;
      await deps.repositories.saveRepository({ ...said, archived: said.archived ?? false });
      return said;
    }
    const now = (await github.getRepository(said)) ?? (await github.getRepository(known)) ?? known;
    // Deliveries are worked on side by side: what another one learnt meanwhile may be newer than this answer.
    const saved = { ...now, archived: now.archived ?? false };
    if (await deps.repositories.replaceRepository(known, saved)) return now;
  }
  throw new Error('the repository changed again each time it was read');
}

function isSame(a: RepositoryRef, b: RepositoryRef): boolean {
  const { owner, name, private: isPrivate, archived = false } = a;
  return (
    owner === b.owner && name === b.name && isPrivate === b.private && archived === (b.archived ?? false)
  );
}
