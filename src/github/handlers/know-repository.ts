import type { Context } from 'probot';
import { Postponed } from '../../domain/issue/postponed.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { AppDeps } from './app-deps.ts';

type Deps = Pick<AppDeps, 'repositories' | 'gateway' | 'appReads' | 'isStale'>;

/** GitHub may not know of an installation yet that it delivers for: asked again after this, in seconds. */
const lookAgainSeconds = 10;

/** Reads in a row that another delivery overtakes; then the job is tried again later. */
const maxReads = 5;

/**
 * The repository of a delivery as it stands now. Deliveries come in any order: where one says another name, owner or
 * visibility than is known, GitHub is asked which holds. One that is not known is taken up only while the installation
 * reaches it, so a late delivery brings nothing back that was taken away; then null. GitHub has to say so twice, some time
 * apart, before a delivery is dropped for it.
 *
 * @throws Postponed where GitHub is to be asked again
 */
export async function knowRepository(
  deps: Deps,
  { id, octokit }: Pick<Context, 'id' | 'octokit'>,
  said: RepositoryRef,
): Promise<RepositoryRef | null> {
  const github = deps.gateway(octokit);
  for (let reads = 0; reads < maxReads; reads++) {
    const known = await deps.repositories.getRepository(said);
    if (known && isSameRepository(known, said)) return known;
    if (!known) {
      const reachedBy = await deps.appReads.installationOf(said);
      if (reachedBy === null && !deps.isStale(id))
        throw new Postponed(
          `GitHub shows no installation for ${said.owner}/${said.name}; it is asked again`,
          lookAgainSeconds,
        );
      if (reachedBy !== said.installationId) return null;
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

/** The same name, owner and visibility. */
export function isSameRepository(a: RepositoryRef, b: RepositoryRef): boolean {
  const { owner, name, private: isPrivate, archived = false } = a;
  return (
    owner === b.owner && name === b.name && isPrivate === b.private && archived === (b.archived ?? false)
  );
}
