import { describe, expect, it } from 'vitest';
import { extractFeatures } from '../../../../src/classify/local/features/issue-features.ts';
import {
  isTold,
  nameLevel,
  type OrdinalModel,
  predictLevels,
  type RankedIssue,
  trainOrdinalModel,
} from '../../../../src/classify/local/labels/ordinal-model.ts';
import { lessons } from '../lessons.ts';

const rows = lessons({ bug: 30, feature: 30, question: 30 });
const levels: Record<string, number> = { question: 0, feature: 1, bug: 3 };
const ask = (model: OrdinalModel, issue: { title: string; body: string }) =>
  predictLevels(model, extractFeatures(issue, new Set(model.steps.templates)));
const crash = { title: 'The menu hangs', body: '### Type\n\nDefect\n\nIt crashes.' };

function train(ranked: readonly RankedIssue[], count: number): OrdinalModel {
  const model = trainOrdinalModel(ranked, count);
  if (!model) throw new Error('no model');
  return model;
}

describe('a scale that the texts tell', () => {
  const model = train(
    rows.map((row) => ({ ...row, level: levels[row.label] ?? 0 })),
    4,
  );
  const probabilities = ask(model, crash);

  it('gives every level a probability that is not negative, summing to 1', () => {
    expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
    for (const probability of probabilities) expect(probability).toBeGreaterThanOrEqual(0);
  });

  it('is believed, named and told', () => {
    expect(model.belief).toBeGreaterThan(0.7);
    expect(nameLevel(model, probabilities)).toBe(3);
    expect(isTold(model, probabilities)).toBe(true);
  });
});

describe('a scale that the texts do not tell', () => {
  // Levels by the place in the row of issues: nothing in a text says it.
  const model = train(
    rows.map((row, i) => ({ ...row, level: [0, 0, 1, 0, 1, 1, 0][i % 7] ?? 0 })),
    2,
  );

  it('is not believed: issues get the shares of the lessons', () => {
    expect(model.belief).toBeLessThan(0.3);
    expect(Math.max(...ask(model, crash))).toBeLessThan(0.7);
  });

  it('is never told', () => {
    expect(isTold(model, ask(model, crash))).toBe(false);
  });
});

it('a scale with twenty lessons is told only where they all but agree with what was held out', () => {
  const some = lessons({ bug: 10, feature: 10 }).map((row) => ({
    ...row,
    level: row.label === 'bug' ? 1 : 0,
  }));
  const told = train(some, 2);
  const guessed = trainOrdinalModel(
    some.map((row, i) => ({ ...row, level: [0, 1, 1, 0, 1, 0, 0][i % 7] ?? 0 })),
    2,
  );
  expect(isTold(told, ask(told, crash))).toBe(true);
  expect(guessed?.from ?? null).toBeNull();
});

describe('nameLevel', () => {
  it('makes up for rarity as far as the model leans', () => {
    const shares = [0.9, 0.1];
    expect(nameLevel({ shares, lean: 0 }, [0.7, 0.3])).toBe(0);
    expect(nameLevel({ shares, lean: 1 }, [0.7, 0.3])).toBe(1);
  });
});
