import type { BlockName } from '../features/issue-features.ts';
import type { PriorRow } from './prior-row.ts';

/** A feature must be known to this many owners, or it is one project's own word. */
const minOwners = 3;

/** Keys of each block that occur in issues of at least three owners (not repositories: one owner's share their words). */
export function chooseSharedKeys(
  rows: readonly PriorRow[],
  blocks: readonly BlockName[],
): Map<string, Int32Array> {
  const owners = [...new Set(rows.map((row) => row.source.split('/')[0]))];
  return new Map(
    blocks.map((block) => {
      const seenBy = new Map<number, number>();
      for (const owner of owners) {
        const seen = new Set<number>();
        for (const row of rows)
          if (row.source.split('/')[0] === owner)
            for (const key of row.features.blocks[block].keys) seen.add(key);
        for (const key of seen) seenBy.set(key, (seenBy.get(key) ?? 0) + 1);
      }
      return [
        block,
        Int32Array.from([...seenBy].filter(([, count]) => count >= minOwners).map(([key]) => key)).sort(),
      ];
    }),
  );
}
