import { describe, expect, it } from 'vitest';
import type { Opinion } from '../../../src/domain/issue/decision.ts';
import type { Lesson } from '../../../src/domain/issue/lesson.ts';
import { mixTaught, type NearTaught, shareOf } from '../../../src/domain/lessons/mix-taught.ts';

const mona = { login: 'mona', id: 1, kind: 'person' } as const;
const opinion = (
  probabilities: Record<string, number>,
  dimension: Opinion['dimension'] = 'category',
): Opinion => ({
  ...{ source: 'local', model: 'local v1', dimension, probabilities, reasons: {} },
});
const near = (
  number: number,
  similarity: number,
  words: { value: string; right?: boolean; dimension?: Opinion['dimension'] }[],
): NearTaught => ({
  ...{ number, similarity, title: '', body: '' },
  words: words.map(({ value, right = true, dimension = 'category' }) => ({
    ...{ dimension, value, right, label: value, at: '2026-11-01T00:00:00Z' },
    lesson: { by: mona } as Lesson,
  })),
});
const sure = opinion({ bug: 0.96, question: 0.03, feature: 0.01 });
const mixed = (opinions: Opinion[], taught: NearTaught[]) => mixTaught(opinions, taught, 'local');

describe('what lessons do to an opinion', () => {
  it('is nothing where none is alike', () => {
    expect(mixed([sure], [near(3, 0.29, [{ value: 'question' }])])).toEqual([sure]);
    expect(mixed([sure], [])).toEqual([sure]);
  });

  it('turns a sure opinion where one is nearly the same, and says who taught it', () => {
    const [one] = mixed([sure], [near(12, 0.8, [{ value: 'question' }, { value: 'bug', right: false }])]);
    expect(one?.probabilities.question).toBeCloseTo(0.85 + 0.15 * 0.03, 9);
    expect(Object.values(one?.probabilities ?? {}).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
    expect(one?.reasons.question).toMatchObject([{ kind: 'lesson', text: 'taught by @mona on #12' }]);
    expect(one?.reasons.question?.[0]?.weight).toBeGreaterThan(0);
    expect(one?.reasons.bug?.map(({ text }) => text)).toEqual(['taught by @mona on #12']);
    expect(one?.reasons.bug?.every(({ weight }) => weight < 0)).toBe(true);
  });

  it('grows with likeness, and never claims more than the share', () => {
    const shares = [0.2, 0.4, 0.5, 0.6, 0.7, 1].map(shareOf);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const many = [1, 2, 3, 4, 5].map((number) => near(number, 1, [{ value: 'question' }]));
    const [one] = mixed([opinion({ bug: 1, question: 0 })], many);
    expect(one?.probabilities.question).toBeCloseTo(shareOf(1), 9);
  });

  it('is undecided where two like issues were taught otherwise', () => {
    const [one] = mixed(
      [opinion({ bug: 0.5, question: 0.5 })],
      [near(1, 0.8, [{ value: 'question' }]), near(2, 0.8, [{ value: 'bug' }])],
    );
    expect(one?.probabilities.bug).toBeCloseTo(0.5, 9);
  });

  it('takes from a value that was only rejected, for the others', () => {
    const [one] = mixed([sure], [near(1, 0.8, [{ value: 'bug', right: false }])]);
    expect(one?.probabilities.bug).toBeLessThan(0.8);
    expect(Object.values(one?.probabilities ?? {}).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
    const [alone] = mixed([opinion({ bug: 0 })], [near(1, 0.8, [{ value: 'bug', right: false }])]);
    expect(alone?.probabilities.bug).toBe(0);
  });

  it('treats each area by itself, and speaks where nobody did', () => {
    const areas = opinion({ 'area/api': 0.1, 'area/web': 0.9 }, 'area');
    const taught = near(1, 0.8, [
      { value: 'area/api', dimension: 'area' },
      { value: 'area/web', dimension: 'area', right: false },
      { value: 'high', dimension: 'priority' },
      { value: 'small', dimension: 'effort', right: false },
    ]);
    const [of, priority, ...more] = mixed([areas], [taught]);
    expect(of?.probabilities['area/api']).toBeGreaterThan(0.8);
    expect(of?.probabilities['area/web']).toBeLessThan(0.2);
    expect(priority).toMatchObject({ source: 'local', model: 'lessons', dimension: 'priority' });
    expect(priority?.probabilities.high).toBeCloseTo(0.85, 9);
    expect(more).toEqual([]);
  });

  it('is not misled by a label that is called as something that every object has', () => {
    const taught = near(1, 0.8, [{ value: 'constructor', dimension: 'area' }]);
    const [one] = mixed([opinion({}, 'area')], [taught]);
    expect(one?.probabilities.constructor).toBeCloseTo(0.85, 9);
    expect(one?.reasons.constructor).toMatchObject([{ kind: 'lesson' }]);
  });
});
