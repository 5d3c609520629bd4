import type { Context } from 'probot';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { AppDeps } from '../app-deps.ts';

type Deps = Pick<AppDeps, 'repositories' | 'gateway' | 'appReads'>;

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
  const known = await deps.repositories.getRepository(said);
  if (known && isSame(known, said)) return known;
  if (!known && (await deps.appReads.installationOf(said)) !== said.installationId) return null;
  const github = deps.gateway(octokit);
  const now = known
    ? ((await github.getRepository(said)) ?? (await github.getRepository(known)) ?? known)
    : said;
  await deps.repositories.saveRepository({ ...now, archived: now.archived ?? false });
  return now;
}

function isSame(a: RepositoryRef, b: RepositoryRef): boolean {
  const { owner, name, private: isPrivate, archived = false } = a;
  return (
    owner === b.owner && name === b.name && isPrivate === b.private && archived === (b.archived ?? false)
  );
}
