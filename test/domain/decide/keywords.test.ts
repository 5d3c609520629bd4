import { describe, expect, it } from 'vitest';
import { countKeywords, scoreKeywords } from '../../../src/domain/decide/keywords.ts';

const best = (title: string, body = '') => {
  const { probabilities } = scoreKeywords(title, body);
  return Object.entries(probabilities).sort((a, b) => b[1] - a[1])[0]?.[0];
};

describe('scoreKeywords', () => {
  it.each([
    ['bug', 'Crash with segmentation fault after update', 'It worked before. Error below.'],
    [
      'feature',
      'Feature request: allow exporting the table',
      'It would be nice to have an option to export.',
    ],
    ['question', 'How can I change the port?', 'I am new to this and wonder what the setting is. Any ideas?'],
    ['documentation', 'Typo in the README', 'The docs say "teh".'],
  ])('reads a plain %s', (category, title, body) => expect(best(title, body)).toBe(category));

  it('names what it found, strongest first', () => {
    const { reasons } = scoreKeywords('Regression: crash', 'An error occurs.');
    expect(reasons.bug.map((reason) => reason.text)).toEqual([
      'title says "regression"',
      'title says "crash"',
      'text says "error"',
    ]);
  });

  it('finds no reason in a text without cues', () => {
    expect(Object.values(scoreKeywords('abc', 'xyz').reasons).flat()).toEqual([]);
  });

  it('gives the same answer twice, although the patterns carry state', () => {
    expect(scoreKeywords('bug bug', 'bug')).toEqual(scoreKeywords('bug bug', 'bug'));
  });
});

describe('countKeywords', () => {
  it('counts title and body apart, each cue at most 3 and 10 times', () => {
    expect(countKeywords('bug '.repeat(9), 'crash '.repeat(50)).bug).toEqual({ title: 3, body: 10 });
  });
});
