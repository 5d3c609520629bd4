import { describe, expect, it } from 'vitest';
import { areaModelSize } from '../../../src/classify/local/areas/area-model.ts';
import { learnAreas } from '../../../src/classify/local/areas/learn-areas.ts';
import { shippedAreaWeights } from '../../../src/classify/local/areas/shipped-area-weights.ts';
import { readHistory } from '../../../src/classify/local/category/history.ts';
import { modelSize } from '../../../src/classify/local/category/model-cache.ts';
import { trainRepositoryModel } from '../../../src/classify/local/category/train-repository-model.ts';
import { taughtModelSize, trainTaughtModel } from '../../../src/classify/local/labels/taught-model.ts';
import { shippedPrior } from '../../../src/classify/local/prior/shipped-prior.ts';

const megabyte = 1024 * 1024;
const areas = Array.from({ length: 40 }, (_, i) => `area/${i}`);
const syllables = [
  'ka',
  'lo',
  'mi',
  'nu',
  'pe',
  'ri',
  'sa',
  'to',
  'vu',
  'ze',
  'bo',
  'di',
  'fa',
  'ge',
  'hu',
  'ja',
];
/** A word of a language of some 65,000 words, by its number. */
const word = (n: number) => [12, 8, 4, 0].map((shift) => syllables[(n >> shift) & 15]).join('');

/** Issues of a large repository, each with words that hardly another one has: what takes most memory. */
const issues = Array.from({ length: 5_000 }, (_, i) => {
  const words = Array.from({ length: 14 }, (_, j) => word((i * 7_919 + j * j * 104_729) & 65_535));
  return {
    title: words.slice(0, 4).join(' '),
    body: words.slice(4).join(' '),
    category: ['bug', 'feature', 'question', 'documentation'][i % 4] as string,
    area: areas[i % 40] as string,
    priority: ['low', 'medium', 'high', 'critical'][(i >> 2) % 4] as string,
    effort: ['small', 'medium', 'large'][(i >> 1) % 3] as string,
  };
});

const sizesOf = (rows: typeof issues) => {
  const prior = shippedPrior();
  const lessons = rows.map((issue) => ({ ...issue, label: issue.category }));
  const taught = (kind: 'priority' | 'effort') =>
    taughtModelSize(
      trainTaughtModel(
        kind,
        rows.map((issue) => ({ ...issue, labels: [issue[kind]] })),
      ),
    );
  return {
    category: modelSize(trainRepositoryModel(lessons, prior, readHistory(prior, rows))),
    area: areaModelSize(
      learnAreas(
        rows.map((issue) => ({ ...issue, labels: [issue.area] })),
        areas,
        shippedAreaWeights(),
      ).model,
    ),
    priority: taught('priority'),
    effort: taught('effort'),
  };
};

describe('the models of one repository take less than 9.5 MB together, and each no more than its part', () => {
  const check = (sizes: ReturnType<typeof sizesOf>) => {
    expect(Object.values(sizes).reduce((a, b) => a + b, 0)).toBeLessThan(9.5 * megabyte);
    // A larger one would not be put to use (learn-dimension.ts).
    expect(sizes.category).toBeLessThan(5 * megabyte);
    expect(sizes.area).toBeLessThan(3.2 * megabyte);
    expect(Math.max(sizes.priority, sizes.effort)).toBeLessThan(0.65 * megabyte);
  };

  it('with 5,000 issues and 40 areas', { timeout: 300_000 }, () => check(sizesOf(issues)));

  it('with long issues that share few words, where memory runs short', { timeout: 120_000 }, () => {
    const long = issues.slice(0, 160).map((issue, i) => ({
      ...issue,
      body: issues
        .slice(i * 5, i * 5 + 12)
        .map(({ body }) => body)
        .join('\n'),
      area: areas[i % 2] as string,
    }));
    const sizes = sizesOf(long);
    check(sizes);
    expect(sizes.category).toBeGreaterThan(megabyte);
    expect(sizes.area).toBeGreaterThan(0.1 * megabyte);
  });
});
