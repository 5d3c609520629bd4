import { describe, expect, it } from 'vitest';
import { flagFigures, sampleWrong } from '../../bench/duplicates/flags.ts';
import { createKnownIssues } from '../../bench/duplicates/known-issues.ts';
import { walkHistory } from '../../bench/duplicates/walk-history.ts';
import { createMemoryPostings } from '../../src/triage/similar/memory-postings.ts';
import { searchSimilar } from '../../src/triage/similar/search-similar.ts';

const repo = { installationId: 1, repositoryId: 1, owner: 'bench', name: 'walk', private: false };
const issues = Array.from({ length: 30 }, (_, i) => ({
  ...{ number: 100 - i, title: 'The mast creaks in the wind', body: `Case ${i}.` },
  ...{ createdAt: new Date(Date.UTC(2020, 0, i + 1)).toISOString(), closedAt: null, cluster: null },
}));

describe('a walk through a history', () => {
  it('finds earlier issues alone, whatever their numbers, also for those that are only looked at', async () => {
    const history = { issues, links: [], remarks: [] };
    let indexed = 0;
    const postings = createMemoryPostings(createKnownIssues(history, () => indexed));
    const found = new Map<number, number[]>();
    await walkHistory(postings, repo, issues, {
      isAsked: ({ number }) => number === 80,
      isLookedAt: ({ number }) => number < 95,
      arrived: (batch) => {
        indexed += batch.length;
      },
      async ask(issue, allowed) {
        const ranked = await searchSimilar(postings, repo, issue, { allowed });
        found.set(issue.number, ranked.map(({ number }) => number).toSorted());
      },
    });
    expect([...found.keys()].toSorted((a, b) => b - a)).toEqual(issues.slice(6).map(({ number }) => number));
    for (const [number, earlier] of found) {
      expect(earlier.every((other) => other > number)).toBe(true);
      expect(earlier).toHaveLength(100 - number);
    }
  });
});

describe('flags', () => {
  const flag = (number: number, likelihood: number, right: boolean, weight = 1) => ({
    ...{ number, candidate: 1, likelihood, right, weight },
  });

  it('are counted from the greatest likelihood down until the share is flagged rightly, each by its weight', () => {
    const flags = [flag(2, 0.9, true), flag(3, 0.8, false, 3), flag(4, 0.7, true), flag(5, 0.1, true)];
    expect(flagFigures(flags, 4, 0.5)).toEqual({ precision: 0.4, coverage: 0.5, threshold: 0.7, flags: 5 });
    expect(flagFigures(flags, 40, 0.5)).toBeNull();
  });

  it('that are wrong are sampled over the whole time, the same ones each time', () => {
    const flags = Array.from({ length: 100 }, (_, i) => flag(i, 0.5 + i / 1000, i % 2 === 0));
    const sample = sampleWrong(flags, 0.5, 5).map(({ number }) => number);
    expect(sample).toEqual([1, 21, 41, 61, 81]);
  });
});
