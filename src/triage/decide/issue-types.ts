import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { GitHub } from '../ports/core.ts';

/** Reads the issue types of a repository where its settings want them; empty elsewhere. */
export type IssueTypes = (
  github: Pick<GitHub, 'listTypes'>,
  repo: RepositoryRef,
  settings: Settings,
) => Promise<string[]>;

/** GitHub tells of no change of the types, so they are asked for again after this, in milliseconds. */
const keptFor = 600_000;
/** No types may be ones that were not there yet: asked for again sooner, in milliseconds. */
const noneKeptFor = 60_000;
const maxKept = 1_000;

/** @param now milliseconds since the epoch */
export function createIssueTypes(now: () => number): IssueTypes {
  const kept = new Map<number, { types: string[]; at: number }>();
  return async (github, repo, settings) => {
    if (!settings.issue_types) return [];
    const known = kept.get(repo.repositoryId);
    if (known && now() - known.at < (known.types.length > 0 ? keptFor : noneKeptFor)) return known.types;
    const types = await github.listTypes(repo);
    kept.delete(repo.repositoryId);
    kept.set(repo.repositoryId, { types, at: now() });
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    return types;
  };
}
