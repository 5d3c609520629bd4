import { describe, expect, it } from 'vitest';
import { costOf, createPriceList, dearestPrice } from '../../../src/classify/llm/prices.ts';

const usage = { promptTokens: 1_000, cachedTokens: 400, cacheWriteTokens: 100, completionTokens: 200 };

describe('prices', () => {
  it('are found by a model’s name, dated or not', () => {
    const priceOf = createPriceList();
    expect(priceOf('gpt-4o-mini')).toEqual({ input: 0.15, cached: 0.075, output: 0.6 });
    expect(priceOf('gpt-4o-mini-2024-07-18')).toEqual(priceOf('gpt-4o-mini'));
    expect(priceOf('claude-haiku-4-5-20251001')).toEqual(priceOf('claude-haiku-4-5'));
  });

  it.each(['gpt-99', 'gpt-4o-mini-audio', 'constructor', '__proto__', ''])('are unknown for %j', (model) =>
    expect(createPriceList()(model)).toBeNull(),
  );

  it('are the environment’s own where it says so', () => {
    const own = { input: 9, cached: 9, output: 9 };
    expect(createPriceList({ 'gpt-4o-mini': own })('gpt-4o-mini')).toEqual(own);
  });

  it('add up: plain, cached, written to the cache, answered; rounded up to a millionth', () => {
    expect(costOf(usage, { input: 1, cached: 0.1, cacheWrite: 1.25, output: 5 })).toBe(
      500 + 40 + 125 + 1_000,
    );
    expect(costOf(usage, { input: 1, cached: 0.1, output: 5 })).toBe(500 + 40 + 100 + 1_000);
    expect(costOf({ ...usage, cachedTokens: 5_000 }, { input: 1, cached: 0, output: 0 })).toBe(100);
    expect(costOf({ ...usage, promptTokens: 501 }, { input: 0.15, cached: 0, output: 0 })).toBe(16);
  });

  it('know the dearest', () => expect(dearestPrice.output).toBe(25));
});
