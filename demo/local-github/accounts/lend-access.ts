import type { RepoRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';

/**
 * Lets a person through emulate's own door for one call; the returned function ends it. emulate shows a private repository
 * to collaborators only, and takes files from those who may push, while here anybody may be asked to act. What a person
 * was really given stays readable (`givenLevel`), so that nobody is taken for an administrator meanwhile.
 */
export function lendAccess({ tables }: World, repo: RepoRow, userId: number): () => void {
  const { collaborators } = tables;
  const row = collaborators.findBy('repo_id', repo.id).find((one) => one.user_id === userId);
  const lent = row?.lent ?? { given: row?.permission ?? null, times: 0 };
  const change = { permission: 'admin' as const, lent: { ...lent, times: lent.times + 1 } };
  const { id } = row ?? collaborators.insert({ repo_id: repo.id, user_id: userId, ...change });
  if (row) collaborators.update(id, change);
  return () => {
    const now = collaborators.get(id);
    if (!now?.lent) return;
    const { given, times } = now.lent;
    if (times > 1) collaborators.update(id, { lent: { given, times: times - 1 } });
    else if (given === null) collaborators.delete(id);
    else collaborators.update(id, { permission: given, lent: null });
  };
}
