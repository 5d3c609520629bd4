import { describe, expect, it } from 'vitest';
import { explainAction } from '../../../src/domain/actions/action-reason.ts';
import { explainAutonomy } from '../../../src/domain/words/explain-autonomy.ts';

const newer = { code: 'of_a_newer_version' } as never;

describe('a stored reason', () => {
  it('is rendered from its code and numbers', () => {
    const why = { code: 'below_threshold', confidence: 0.649, threshold: 0.8 } as const;
    expect(explainAutonomy('suggest', why)).toBe('Suggested: 64% confident (threshold 80%).');
    expect(explainAction(why)).toBe('64% confident (threshold 80%).');
    expect(explainAction({ code: 'replaced', by: 'bug' })).toBe('Replaced: bug fits better now.');
  });

  it('that an early version kept as a sentence is shown as it is', () => {
    const sentence = 'Applied: 94 % sure, it is written from 72 %.';
    expect(explainAutonomy('apply', sentence)).toBe(sentence);
    expect(explainAction(sentence)).toBe(sentence);
  });

  it('with a code that only a newer version knows says nothing rather than failing', () => {
    expect(explainAction(newer)).toBe('');
    expect(explainAction({ code: 'toString' })).toBe('');
    for (const broken of [null, undefined, 7, {}, []]) expect(explainAction(broken)).toBe('');
  });
});
