import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { DecisionRecord, DecisionStore } from '../ports/core.ts';
import type { DuplicateLinks } from '../ports/duplicates.ts';

/** A decision stands as it was made; what people vetoed since is left out of it whenever it is read to act on. */
export function hideVetoed(
  decisions: DecisionStore,
  duplicates: Pick<DuplicateLinks, 'vetoedWith'>,
): DecisionStore {
  const hide = async <R extends DecisionRecord | null>(repo: RepositoryRef, record: R): Promise<R> => {
    if (!record || record.decision.similar.length === 0) return record;
    const vetoed = new Set(await duplicates.vetoedWith(repo, record.number));
    const similar = record.decision.similar.filter(
      ({ number, repository }) => repository !== undefined || !vetoed.has(number),
    );
    return { ...record, decision: { ...record.decision, similar } };
  };
  return {
    ...decisions,
    record: async (repo, record) => hide(repo, await decisions.record(repo, record)),
    latest: async (repo, number) => hide(repo, await decisions.latest(repo, number)),
  };
}
