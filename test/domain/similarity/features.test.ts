import { describe, expect, it } from 'vitest';
import { normsOf } from '../../../src/domain/similarity/collection.ts';
import { type Candidate, featuresOf } from '../../../src/domain/similarity/features.ts';
import { handScore } from '../../../src/domain/similarity/hand-formula.ts';
import { indexText } from '../../../src/domain/similarity/indexed-text.ts';
import { createQuery } from '../../../src/domain/similarity/query.ts';
import { rankCandidates } from '../../../src/domain/similarity/ranker/rank-candidates.ts';

const collection = { documents: 100, titleWords: 500, bodyWords: 5000 };
const frequency = () => 3;
const error = "Error: ENOENT: no such file or directory, lstat '/a'\n    at Watcher.scan (w.js:1:2)";
const asked = {
  title: 'watcher: crash on symlink',
  body: `${error}\nIt happens every night on the build machine.`,
};

function candidate(number: number, title: string, body: string, known: Partial<Candidate> = {}): Candidate {
  const text = indexText({ title, body }, new Set());
  const norms = normsOf(text, collection, frequency);
  return { number, text, norms, ageDays: 10, closed: false, links: 0, duplicate: false, ...known };
}
const query = createQuery(indexText(asked, new Set()), collection, frequency);
const features = (...candidates: Candidate[]) => featuresOf(query, candidates);

describe('features', () => {
  it('of the same text are at their greatest', () => {
    const [same] = features(candidate(1, asked.title, asked.body));
    for (const name of [
      'whole',
      'title',
      'body',
      'titleCovered',
      'candidateTitleCovered',
      'titleGrams',
      'shingles',
    ] as const) {
      expect(same?.[name], name).toBeCloseTo(1);
    }
    expect(same).toMatchObject({
      sameFirst: 1,
      errors: 2,
      frames: 1,
      lengthGap: 0,
      bm25fRank: 0,
      mixOfBest: 1,
    });
  });

  it('of a text without a common word are 0', () => {
    const [other] = features(candidate(1, 'Dark theme', 'My eyes hurt'));
    expect(other).toMatchObject({
      bm25f: 0,
      reverse: 0,
      mix: 0,
      title: 0,
      sharedTerms: 0,
      errors: 0,
      shingles: 0,
      sameFirst: 0,
    });
  });

  it('say what was known of the candidate', () => {
    const [known] = features(
      candidate(1, 'x', 'y', { ageDays: 99, closed: true, links: 4, duplicate: true }),
    );
    expect(known).toMatchObject({ age: 2, closed: 1, links: 4, duplicate: 1 });
  });

  it('compare candidates with each other', () => {
    const [near, far] = features(candidate(1, asked.title, asked.body), candidate(2, 'symlink', ''));
    expect(near?.bm25fOfBest).toBe(1);
    expect(far?.bm25fOfBest).toBeGreaterThan(0);
    expect(far?.bm25fOfBest).toBeLessThan(0.6);
    expect(far?.bm25fRank).toBeGreaterThan(near?.bm25fRank ?? 1);
  });
});

describe('the hand formula', () => {
  it('prefers open, recent and linked issues among equals', () => {
    const score = (known: Partial<Candidate>) => {
      const [row] = features(candidate(1, asked.title, asked.body, known));
      return row ? handScore(row) : Number.NaN;
    };
    expect(score({})).toBeGreaterThan(score({ closed: true }));
    expect(score({})).toBeGreaterThan(score({ ageDays: 1000 }));
    expect(score({ links: 2 })).toBeGreaterThan(score({}));
  });
});

describe('the shipped ranker', () => {
  const candidates = [
    candidate(1, 'Dark theme', 'My eyes hurt at night'),
    candidate(2, 'Crash on a dangling symlink', error),
    candidate(3, 'watcher: slow', 'It takes minutes on the build machine.'),
  ];

  it('puts the same error first and says how alike and how likely it is', () => {
    const ranked = rankCandidates(query, candidates);
    expect(ranked.map(({ number }) => number)).toEqual([2, 3, 1]);
    for (const { similarity, likelihood } of ranked) {
      expect(similarity).toBeGreaterThanOrEqual(0);
      expect(similarity).toBeLessThanOrEqual(1);
      expect(likelihood).toBeGreaterThan(0);
      expect(likelihood).toBeLessThan(1);
    }
    expect(ranked[0]?.likelihood).toBeGreaterThan(ranked[1]?.likelihood ?? 1);
  });

  it('calls the same text 1', () => {
    expect(rankCandidates(query, [candidate(1, asked.title, asked.body)])[0]?.similarity).toBeCloseTo(1);
  });

  it('gives nothing for no candidates', () => {
    expect(rankCandidates(query, [])).toEqual([]);
  });
});
