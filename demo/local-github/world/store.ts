import { Collection, type CollectionSnapshot, type Row } from './collection.ts';

export interface StoreSnapshot {
  collections: Record<string, CollectionSnapshot>;
}

/**
 * First ids per collection. Accounts share one id space at GitHub, and issue, comment and delivery ids have passed 2^31:
 * an App that keeps them in a 32-bit column must fail here too.
 */
const FIRST_IDS: Record<string, number> = {
  'github.users': 10_001,
  'github.orgs': 70_001,
  'github.repos': 810_001,
  'github.labels': 4_700_000_001,
  'github.issues': 3_600_000_001,
  'github.comments': 3_800_000_001,
  'github.issue_events': 20_000_000_001,
  'hub.reactions': 300_000_001,
  'hub.suggestions': 9_100_000_001,
  'hub.deliveries': 180_000_000_001,
};

/** What emulate's GitHub service keeps its rows in; ours, because emulate's own cannot be saved and read back. */
export class Store {
  #collections = new Map<string, Collection>();
  #data = new Map<string, unknown>();

  collection<T extends Row = Row>(name: string, fields: readonly string[] = []): Collection<T> {
    const kept = this.#collections.get(name);
    if (kept) return kept as unknown as Collection<T>;
    const made = new Collection<T>(fields, FIRST_IDS[name] ?? 1);
    this.#collections.set(name, made as unknown as Collection);
    return made;
  }

  getData<T>(key: string): T | undefined {
    return this.#data.get(key) as T | undefined;
  }

  setData(key: string, value: unknown): void {
    this.#data.set(key, value);
  }

  /** Every collection but the ones left out; pending sign-ins (`getData`) are not kept. */
  snapshot(leaveOut: readonly string[] = []): StoreSnapshot {
    const kept = [...this.#collections].filter(([name]) => !leaveOut.includes(name));
    return { collections: Object.fromEntries(kept.map(([name, rows]) => [name, rows.snapshot()])) };
  }

  /** Fills the collections that exist by now; the ones it does not know are refused, so that no row is lost silently. */
  restore(snapshot: StoreSnapshot): void {
    for (const [name, rows] of Object.entries(snapshot.collections)) {
      const collection = this.#collections.get(name);
      if (!collection) throw new Error(`the snapshot holds ${name}, which this version does not know`);
      collection.restore(rows);
    }
  }
}
