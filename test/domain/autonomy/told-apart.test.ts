import { describe, expect, it } from 'vitest';
import { coverMostIssues, isToldApart } from '../../../src/domain/autonomy/told-apart.ts';
import type { Dimension } from '../../../src/domain/issue/decision.ts';

const told = (dimension: Dimension, examples: Record<string, number>, issues: number) =>
  isToldApart(dimension, new Map(Object.entries(examples)), issues);

describe('whether labels are told apart from each other', () => {
  it.each<[string, Dimension, Record<string, number>, number, boolean]>([
    ['bugs and features, labeled now and then', 'category', { bug: 40, feature: 20 }, 1_000, true],
    ['documentation alone', 'category', { documentation: 121 }, 5_000, false],
    [
      'documentation, and a proposal now and then',
      'category',
      { documentation: 121, feature: 7 },
      5_000,
      false,
    ],
    ['bugs alone, on every issue', 'category', { bug: 500 }, 500, false],
    ['bugs and a single feature', 'category', { bug: 99, feature: 1 }, 1_000, false],
    ['bugs and questions, on nearly every issue', 'category', { bug: 60, question: 30 }, 100, true],
    ['bugs and questions, now and then', 'category', { bug: 60, question: 30 }, 1_000, false],
    ['hardly any label', 'category', { documentation: 3 }, 5_000, true],
    ['no label at all', 'category', {}, 5_000, true],
    ['the urgent alone', 'priority', { critical: 20, high: 80 }, 1_000, false],
    ['urgent and ordinary', 'priority', { high: 30, medium: 70 }, 1_000, true],
    ['one priority', 'priority', { medium: 70 }, 1_000, false],
    ['the small alone', 'effort', { small: 50 }, 1_000, false],
    ['small and large', 'effort', { small: 50, large: 20 }, 1_000, true],
    ['four areas', 'area', { a: 3, b: 3, c: 3, d: 3 }, 1_000, true],
    ['three areas', 'area', { a: 30, b: 30, c: 30 }, 1_000, false],
  ])('%s', (_name, dimension, examples, issues, expected) => {
    expect(told(dimension, examples, issues)).toBe(expected);
  });

  it('a category named like a property of every object is one more category', () => {
    expect(coverMostIssues(['constructor', '__proto__'])).toBe(false);
    expect(told('category', { constructor: 5, bug: 5, feature: 5 }, 20)).toBe(true);
  });
});
