/** A generator of numbers in [0, 1) that repeats itself for a seed (mulberry32, Tommy Ettinger, public domain). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A shuffled copy (Fisher–Yates). */
export function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

/** Deals items out class by class, so that any beginning holds the classes alike. */
export function dealByClass<T>(items: readonly T[], classOf: (item: T) => string): T[] {
  const seen = new Map<string, number>();
  const turns = items.map((item, at) => {
    const turn = seen.get(classOf(item)) ?? 0;
    seen.set(classOf(item), turn + 1);
    return { item, turn, at };
  });
  return turns.sort((a, b) => a.turn - b.turn || a.at - b.at).map(({ item }) => item);
}
