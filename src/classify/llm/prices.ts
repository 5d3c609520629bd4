import type { Usage } from './usage.ts';

/** United States dollars for a million tokens. */
export interface Price {
  input: number;
  /** Prompt tokens read from the provider's cache. */
  cached: number;
  /** Prompt tokens written to the cache, where that costs extra. */
  cacheWrite?: number;
  output: number;
}

/** When the list below was last compared with the providers' price lists. */
export const pricesAsOf = '2026-11-22';

const listPrices: Record<string, Price> = {
  'gpt-4o-mini': { input: 0.15, cached: 0.075, output: 0.6 },
  'gpt-4o': { input: 2.5, cached: 1.25, output: 10 },
  'gpt-4.1': { input: 2, cached: 0.5, output: 8 },
  'gpt-4.1-mini': { input: 0.4, cached: 0.1, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, cached: 0.025, output: 0.4 },
  'gpt-5': { input: 1.25, cached: 0.125, output: 10 },
  'gpt-5-mini': { input: 0.25, cached: 0.025, output: 2 },
  'gpt-5-nano': { input: 0.05, cached: 0.005, output: 0.4 },
  'claude-haiku-4-5': { input: 1, cached: 0.1, cacheWrite: 1.25, output: 5 },
  'claude-sonnet-4-5': { input: 3, cached: 0.3, cacheWrite: 3.75, output: 15 },
  'claude-opus-4-5': { input: 5, cached: 0.5, cacheWrite: 6.25, output: 25 },
  'text-embedding-3-small': { input: 0.02, cached: 0.02, output: 0 },
  'text-embedding-3-large': { input: 0.13, cached: 0.13, output: 0 },
  // Prompts up to 100,000 tokens; ours never have more.
  'claude-haiku-5-5': { input: 0.1, cached: 0.01, cacheWrite: 0.125, output: 0.5 },
};

/** Prices by model; what the environment says (LLM_PRICES) comes first. */
export function createPriceList(own: Readonly<Record<string, Price>> = {}): (model: string) => Price | null {
  const known = { ...listPrices, ...own };
  return (model) => {
    // Providers date their models: gpt-4o-mini-2024-07-18, claude-haiku-4-5-20251001.
    const undated = model.replace(/-(?:\d{4}-\d{2}-\d{2}|\d{8})$/, '');
    for (const name of [model, undated]) if (Object.hasOwn(known, name)) return known[name] ?? null;
    return null;
  };
}

/** The dearest listed price: what a budget counts for a model without a price at a provider that bills. */
export const dearestPrice: Price = Object.values(listPrices).reduce((a, b) => (a.output >= b.output ? a : b));

/** Millionths of a dollar that a call cost, rounded up. */
export function costOf(usage: Usage, price: Price): number {
  const plain = Math.max(0, usage.promptTokens - usage.cachedTokens - usage.cacheWriteTokens);
  return Math.ceil(
    plain * price.input +
      usage.cachedTokens * price.cached +
      usage.cacheWriteTokens * (price.cacheWrite ?? price.input) +
      usage.completionTokens * price.output,
  );
}
