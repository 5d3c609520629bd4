import { describe, expect, it } from 'vitest';
import { countAgreement, type Said } from '../../demo/replay/agreement.ts';
import { percentile } from '../../demo/replay/latency.ts';

const applied = (dimension: Said['dimension'], label: string): Said => ({ dimension, label, how: 'applied' });
const suggested = (dimension: Said['dimension'], label: string): Said => ({
  dimension,
  label,
  how: 'suggested',
});
const nothing = {
  appliedRight: 0,
  appliedWrong: 0,
  suggestedRight: 0,
  suggestedWrong: 0,
  silent: 0,
  unknown: 0,
};

describe('agreement with the hidden truth', () => {
  it.each([
    ['applied right', ['bug'], [applied('category', 'bug')], { appliedRight: 1 }],
    ['applied wrong, counted once', ['bug'], [applied('category', 'question')], { appliedWrong: 1 }],
    ['suggested right', ['bug'], [suggested('category', 'bug')], { suggestedRight: 1 }],
    ['suggested wrong', ['bug'], [suggested('category', 'question')], { suggestedWrong: 1 }],
    ['silent', ['bug'], [], { silent: 1 }],
    ['said where nothing is right', [], [applied('category', 'bug')], { appliedWrong: 1 }],
    ['one of two right labels', ['bug', 'question'], [applied('category', 'bug')], { appliedRight: 1 }],
    ['neither of two right labels', ['bug', 'question'], [], { silent: 1 }],
  ])('counts a category that is %s', (_, truth, said, counts) => {
    expect(countAgreement([{ truth: { category: truth }, said }])).toEqual([
      { dimension: 'category', ...nothing, ...counts },
    ]);
  });

  it('says nothing of a dimension where silence is right', () => {
    expect(countAgreement([{ truth: { category: [] }, said: [] }])).toEqual([]);
  });

  it('does not judge what nobody knows', () => {
    expect(countAgreement([{ truth: {}, said: [applied('priority', 'P1')] }])).toEqual([
      { dimension: 'priority', ...nothing, unknown: 1 },
    ]);
  });

  it('counts each area by itself', () => {
    const said = [applied('area', 'web'), applied('area', 'cli'), suggested('area', 'docs')];
    expect(countAgreement([{ truth: { area: ['web', 'docs', 'api'] }, said }])).toEqual([
      { dimension: 'area', ...nothing, appliedRight: 1, appliedWrong: 1, suggestedRight: 1, silent: 1 },
    ]);
  });

  it('takes another label that says the same as right', () => {
    const same = (a: string, b: string) => a === b || [a, b].sort().join() === 'Bug,kind/bug';
    const rows = countAgreement(
      [{ truth: { category: ['kind/bug'] }, said: [applied('category', 'Bug')] }],
      same,
    );
    expect(rows).toEqual([{ dimension: 'category', ...nothing, appliedRight: 1 }]);
  });
});

describe('percentile', () => {
  it('is the nearest rank', () => {
    const numbers = [50, 15, 35, 20, 40];
    expect([0.05, 0.3, 0.4, 0.5, 1].map((p) => percentile(numbers, p))).toEqual([15, 20, 20, 35, 50]);
    expect(percentile([], 0.5)).toBeNull();
  });
});
