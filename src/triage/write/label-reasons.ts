import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { GitHub } from '../ports/core.ts';

/** Whether a repository takes reasons with its labels: GitHub's issue suggestions, which it may switch on and off. */
export interface LabelReasons {
  /** Asks GitHub, by any issue of the repository, and remembers the answer for a day. */
  areTaken(github: Pick<GitHub, 'listSuggestions'>, repo: RepositoryRef, number: number): Promise<boolean>;
  /** GitHub took none after all: no label comes with a reason until GitHub is asked again. */
  markRefused(repo: RepositoryRef): void;
}

/** GitHub tells of no switch, so it is asked again after this, in milliseconds. */
const keptFor = 24 * 3_600_000;
/** Where GitHub gave no answer, it is asked again sooner, in milliseconds. */
const unansweredFor = 600_000;
const maxKept = 1_000;

/** @param now milliseconds since the epoch */
export function createLabelReasons(now: () => number): LabelReasons {
  const kept = new Map<number, { taken: boolean; until: number }>();
  const keep = ({ repositoryId }: RepositoryRef, taken: boolean, ms: number) => {
    kept.delete(repositoryId);
    kept.set(repositoryId, { taken, until: now() + ms });
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    return taken;
  };
  return {
    async areTaken(github, repo, number) {
      const known = kept.get(repo.repositoryId);
      if (known && now() < known.until) return known.taken;
      try {
        return keep(repo, (await github.listSuggestions(repo, number)) !== null, keptFor);
      } catch {
        // A preview that fails is no reason not to label.
        return keep(repo, false, unansweredFor);
      }
    },
    markRefused: (repo) => void keep(repo, false, keptFor),
  };
}
