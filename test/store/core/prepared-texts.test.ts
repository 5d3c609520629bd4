import { describe, expect, it } from 'vitest';
import { createPreparedTexts } from '../../../src/store/core/prepared-texts.ts';

const list = (length: number, first = 1) => Array.from({ length }, (_, at) => `$${first + at}`).join(', ');

describe('the statements that are prepared by name', () => {
  it('are those that come again, and stay the same', () => {
    const isPrepared = createPreparedTexts();
    const texts = [
      'select a from b where c = $1',
      'select a from b where d = $1',
      'delete from b where c = $1',
    ];
    for (let round = 0; round < 10; round += 1) for (const text of texts) expect(isPrepared(text)).toBe(true);
  });

  it.each([
    ['a list of values', (n: number) => `select a from b where c in (${list(n)}) and d = $${n + 1}`],
    [
      'a list of rows',
      (n: number) =>
        `insert into b (c, d, e) values ${Array.from({ length: n }, (_, at) => `(${list(2, 2 * at + 1)}, default)`).join(', ')}`,
    ],
    ['a number in the text', (n: number) => `select a from b where c = ${n} and d = $1`],
    ['a name in the text', (n: number) => `select a from b where c = 'model-${n}' and d = $1`],
  ])('are a few where they differ only by %s', (_, textOf) => {
    const isPrepared = createPreparedTexts();
    const prepared = Array.from({ length: 1_000 }, (_, at) => isPrepared(textOf(at + 1)));
    expect(prepared.filter(Boolean)).toHaveLength(4);
    expect(isPrepared(textOf(1))).toBe(true);
  });

  it('are never more than so many, nor longer than so long', () => {
    const isPrepared = createPreparedTexts({ most: 50, alike: 4, longest: 100 });
    const letters = (at: number) =>
      at.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '');
    const prepared = Array.from({ length: 1_000 }, (_, at) =>
      isPrepared(`select ${letters(at)} where a = $1`),
    );
    expect(prepared.filter(Boolean)).toHaveLength(50);
    expect(createPreparedTexts({ most: 50, alike: 4, longest: 100 })('x'.repeat(101))).toBe(false);
  });

  it('are chosen in time that grows with the text, whatever is in it', () => {
    const isPrepared = createPreparedTexts({ most: 400, alike: 4, longest: 1_000_000 });
    for (const piece of ['($1), ', "'", '(', '$1, ', '($1, ($1, ']) {
      const started = performance.now();
      isPrepared(piece.repeat(100_000));
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });
});
