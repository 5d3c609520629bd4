import { describe, expect, it } from 'vitest';
import { explainSilence } from '../../../src/domain/decide/explain-silence.ts';
import { likeliestValues, maybeValues } from '../../../src/domain/decide/maybe-values.ts';
import type { LabelMeaning, Opinion } from '../../../src/domain/issue/decision.ts';

const meaning = (name: string, dimension: LabelMeaning['dimension'], value = name): LabelMeaning => ({
  label: { id: name.length, name, color: '', description: '' },
  ...{ dimension, value, reason: 'name' },
});
const meanings = [
  ...['area/web', 'area/api', 'area/cli', 'area/docs', 'constructor'].map((name) => meaning(name, 'area')),
  meaning('P1', 'priority', 'high'),
];
const areas: Opinion = {
  ...{ source: 'local', model: 'local areas v1', dimension: 'area', reasons: {} },
  probabilities: { 'area/web': 0.41, 'area/api': 0.3, 'area/cli': 0.2, 'area/docs': 0.15, constructor: 0.02 },
};
const priorities: Opinion = {
  ...{ source: 'local', model: 'local priorities v1', dimension: 'priority', reasons: {} },
  ...{ probabilities: {}, maybe: { high: 0.45, low: 0.55 } },
};

describe('values that are likely but not suggested', () => {
  it('are the three likeliest, with their labels', () => {
    expect(maybeValues([areas], 'area', meanings).map(({ label }) => label)).toEqual([
      'area/web',
      'area/api',
      'area/cli',
    ]);
  });

  it('are also what a model held too unlikely to tell, as far as there is a label', () => {
    expect(maybeValues([priorities], 'priority', meanings)).toEqual([
      { value: 'high', label: 'P1', probability: 0.45 },
    ]);
  });

  it('are none where nobody spoke or nothing is likely', () => {
    expect(maybeValues([], 'area', meanings)).toEqual([]);
    expect(maybeValues([{ ...areas, probabilities: { 'area/web': 0.04 } }], 'area', meanings)).toEqual([]);
  });

  it('order every value that may be chosen', () => {
    const known = new Set(['area/docs', 'constructor', 'area/web']);
    expect(likeliestValues([areas], 'area', known).map(({ value }) => value)).toEqual([
      'area/web',
      'area/docs',
      'constructor',
    ]);
  });
});

describe('why a dimension is silent', () => {
  it('is said with its number', () => {
    const silence = { dimension: 'priority', labels: 3, likeliest: null, taught: null } as const;
    expect(explainSilence({ ...silence, taught: { given: 31, issues: 162 } })).toBe(
      '31 of 162 past issues have a priority: too few to learn from.',
    );
    expect(explainSilence({ ...silence, likeliest: 0.417 })).toBe(
      'The likeliest priority is 41% likely; suggestions start at 50%.',
    );
    expect(explainSilence({ ...silence, labels: 0 })).toBe('This repository has no labels for priorities.');
    expect(explainSilence({ ...silence, dimension: 'area' })).toBe(
      'No past issue with an area to learn from yet.',
    );
  });
});
