/**
 * Batches concurrent calls: while one group is running, the next one fills. Under load the cost of a commit
 * is shared; when idle, a call doesn't wait.
 */
export function createGroupCommit<Item, Result>(options: {
  /** Maximum number of concurrent groups. */
  lanes: number;
  /** Maximum number of items per group. */
  size: number;
  /** For items of different sizes: the weight of an item, and the maximum weight of a group with several items. */
  weight?: { of: (item: Item) => number; most: number };
  /** Returns results in the order of the items. */
  commit: (items: Item[]) => Promise<Result[]>;
  /** Whether the items of a failed group should be retried individually, so that only the bad item fails. */
  isolates?: (error: unknown) => boolean;
}): (item: Item) => Promise<Result> {
  interface Waiting {
    item: Item;
    resolve: (result: Result) => void;
    reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let underWay = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled || underWay >= options.lanes || waiting.length === 0) return;
    scheduled = true;
    // Runs after this turn's callbacks, so that everything from the same packet is in the same group.
    setImmediate(() => {
      scheduled = false;
      while (underWay < options.lanes && waiting.length > 0) {
        const group = nextGroup();
        waiting = waiting.slice(group.length);
        underWay += 1;
        void settle(group).finally(() => {
          underWay -= 1;
          schedule();
        });
      }
    });
  }

  function nextGroup(): Waiting[] {
    const { size, weight } = options;
    let weighs = 0;
    const cut = waiting.findIndex(({ item }, index) => {
      weighs += weight?.of(item) ?? 0;
      return index === size || (index > 0 && weight !== undefined && weighs > weight.most);
    });
    return cut === -1 ? waiting : waiting.slice(0, cut);
  }

  async function settle(group: Waiting[]): Promise<void> {
    try {
      const results = await options.commit(group.map(({ item }) => item));
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (group.length > 1 && options.isolates?.(error)) {
        for (const one of group) await settle([one]);
        return;
      }
      for (const { reject } of group) reject(error);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      schedule();
    });
}
