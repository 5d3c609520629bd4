import type { LearnedState } from '../../domain/decide/learned-state.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { TrackRecordStore } from '../ports/track-records.ts';

const keptMs = 2_000;
const maxKept = 1_000;

/** What a repository has taught, read again after two seconds: a label that stepped down is soon left alone everywhere. */
export function createLearnedState(
  standings: Pick<TrackRecordStore, 'learnedState'>,
  now: () => number = Date.now,
): (repo: RepositoryRef) => Promise<LearnedState> {
  const kept = new Map<string, { state: Promise<LearnedState>; until: number }>();
  return (repo) => {
    const key = `${repo.installationId}/${repo.repositoryId}`;
    const known = kept.get(key);
    if (known && now() < known.until) return known.state;
    if (kept.size >= maxKept) kept.clear();
    const state = standings.learnedState(repo);
    kept.set(key, { state, until: now() + keptMs });
    state.catch(() => kept.delete(key));
    return state;
  };
}
