import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { DecisionRecord, DecisionStore } from '../ports/core.ts';
import type { DuplicateLinks } from '../ports/duplicates.ts';

/** A decision stands as it was made; what people vetoed since is left out of it whenever it is read to act on. */
export function hideVetoed(
  decisions: DecisionStore,
  duplicates: Pick<DuplicateLinks, 'vetoedWith'>,
): DecisionStore {
  const vetoesOf = async (repo: RepositoryRef, record: DecisionRecord | null) =>
    new Set(
      record && record.decision.similar.length > 0 ? await duplicates.vetoedWith(repo, record.number) : [],
    );
  return {
    ...decisions,
    async record(repo, record) {
      // Read before: what follows the record waits for locks that the record took.
      const vetoed = await vetoesOf(repo, record);
      return without(await decisions.record(repo, record), vetoed);
    },
    async latest(repo, number) {
      const record = await decisions.latest(repo, number);
      return record && without(record, await vetoesOf(repo, record));
    },
  };
}

function without(record: DecisionRecord, vetoed: ReadonlySet<number>): DecisionRecord {
  const similar = record.decision.similar.filter(
    ({ number, repository }) => repository !== undefined || !vetoed.has(number),
  );
  return { ...record, decision: { ...record.decision, similar } };
}
