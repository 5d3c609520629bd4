import { createBm25 } from './bm25-baseline.ts';
import type { Rank } from './figures.ts';
import type { Flag } from './flags.ts';
import { openProduct, repo } from './product-search.ts';
import { createProgress } from './progress.ts';
import type { History } from './read-history.ts';
import { walkHistory } from './walk-history.ts';

/** What a walk through a history came to. */
export interface Walked {
  /** Of each linked issue, by the product and by plain BM25. */
  ranks: Rank[];
  plainRanks: Rank[];
  /** The top candidate of every issue that was asked or looked at. */
  flags: Flag[];
  /** How many of those have an earlier partner on record, each as often as `weight` says. */
  duplicates: number;
  /** Milliseconds of each search, ascending. */
  took: number[];
  /** Every how many-th of the issues that nobody linked was looked at. */
  weight: number;
}

/** More issues that nobody linked than this are not all looked at, but every second, third, … of them, counted as often. */
const mostLookedAt = 12_000;
/** The embedded database is vacuumed each time so many issues have come: in the product ten minutes do it. */
const upkeepEvery = 2_000;

/**
 * Asks for each of `linked` among all earlier issues, through the product's own index and ranking on a fresh embedded database,
 * and, with `flags`, looks at every issue filed between the first and the last of them.
 */
export async function runHistory(
  history: History,
  linked: ReadonlySet<number>,
  options: { byVector: boolean; flags: boolean },
): Promise<Walked> {
  const leaking = new Set(history.links.filter(({ leaks }) => leaks).map(({ newer }) => newer));
  const clusters = new Map(history.issues.map(({ number, cluster }) => [number, cluster]));
  const first = history.issues.findIndex(({ number }) => linked.has(number));
  const last = history.issues.findLastIndex(({ number }) => linked.has(number));
  const issues = history.issues.slice(0, last + 1);
  const others = options.flags
    ? issues.slice(first).filter(({ number }) => !linked.has(number) && !leaking.has(number))
    : [];
  const inCluster = others.filter(({ cluster }) => cluster !== null);
  const alone = others.filter(({ cluster }) => cluster === null);
  const weight = Math.max(1, Math.ceil(alone.length / mostLookedAt));
  const lookedAt = new Set(
    [...inCluster, ...alone.filter((_, i) => i % weight === 0)].map(({ number }) => number),
  );

  const firstOf = new Map<number, number>();
  for (const { number, cluster } of issues)
    if (cluster !== null && !firstOf.has(cluster)) firstOf.set(cluster, number);
  const product = await openProduct(history, { byVector: options.byVector });
  const bm25 = createBm25();
  const walked: Walked = { ranks: [], plainRanks: [], flags: [], duplicates: 0, took: [], weight };
  const progress = createProgress({ indexed: issues.length, asked: linked.size + lookedAt.size });
  let sinceUpkeep = 0;

  await walkHistory(product.postings, repo, issues, {
    isAsked: ({ number }) => linked.has(number),
    isLookedAt: ({ number }) => lookedAt.has(number),
    async arrived(arrived) {
      const { template } = await product.postings.readCollection(repo);
      for (const issue of arrived) {
        await product.save(issue);
        bm25.add(issue, template);
      }
      progress('indexed', arrived.length);
      sinceUpkeep += arrived.length;
      if (sinceUpkeep < upkeepEvery) return;
      sinceUpkeep = 0;
      await product.keepUp();
    },
    async ask(issue, isEarlier) {
      const same = (number: number) => issue.cluster !== null && clusters.get(number) === issue.cluster;
      const placeOf = (numbers: number[]): Rank => {
        const place = numbers.findIndex(same);
        return place < 0 ? null : place;
      };
      const started = performance.now();
      const found = await product.search(issue, isEarlier);
      walked.took.push(performance.now() - started);
      const [top] = found;
      const alone = issue.cluster === null;
      if (issue.cluster !== null && firstOf.get(issue.cluster) !== issue.number) walked.duplicates++;
      if (top)
        walked.flags.push({
          number: issue.number,
          candidate: top.number,
          likelihood: top.likelihood,
          right: same(top.number),
          weight: alone ? weight : 1,
        });
      if (linked.has(issue.number)) {
        walked.ranks.push(placeOf(found.map(({ number }) => number)));
        const { template } = await product.postings.readCollection(repo);
        walked.plainRanks.push(placeOf(bm25.find(issue, template, 200)));
      }
      progress('asked', 1);
    },
  });
  await product.close();
  walked.took.sort((a, b) => a - b);
  return walked;
}
