import { modelName } from './model-name.ts';
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

/** A model on the list. */
interface Listed extends Price {
  /** The day (UTC) on which the provider shuts it down, where that is announced. */
  endsOn?: string;
}

/** When the lists below were last compared with their sources. */
export const pricesAsOf = '2026-11-30';

/** https://developers.openai.com/api/docs/pricing and …/deprecations; standard tier, prompts up to 272,000 tokens (ours never have more). */
const openAi: Readonly<Record<string, Listed>> = {
  'gpt-6-luna': { input: 0.1, cached: 0.01, cacheWrite: 0.125, output: 0.5 },
  'gpt-6.1-terra': { input: 1, cached: 0.05, cacheWrite: 1.25, output: 5 },
  'gpt-6-sol': { input: 2, cached: 0.2, cacheWrite: 2.5, output: 10 },
  'gpt-6.1-sol': { input: 2, cached: 0.1, cacheWrite: 2.5, output: 10 },
  'gpt-6-astra': { input: 10, cached: 1, cacheWrite: 12.5, output: 50 },
  'gpt-4o-mini': { input: 0.15, cached: 0.075, output: 0.6, endsOn: '2027-01-14' },
  'gpt-4o': { input: 2.5, cached: 1.25, output: 10, endsOn: '2027-01-14' },
  'gpt-4.1': { input: 2, cached: 0.5, output: 8, endsOn: '2027-01-14' },
  'gpt-4.1-mini': { input: 0.4, cached: 0.1, output: 1.6, endsOn: '2027-01-14' },
  'gpt-5': { input: 1.25, cached: 0.125, output: 10, endsOn: '2026-12-11' },
  'gpt-5-mini': { input: 0.25, cached: 0.025, output: 2, endsOn: '2026-12-11' },
  'gpt-5-nano': { input: 0.05, cached: 0.005, output: 0.4, endsOn: '2026-12-11' },
  'text-embedding-3-small': { input: 0.02, cached: 0.02, output: 0 },
  'text-embedding-3-large': { input: 0.13, cached: 0.13, output: 0 },
};

/** https://platform.claude.com/docs/en/about-claude/pricing; prompts up to 100,000 tokens. */
const anthropic: Readonly<Record<string, Listed>> = {
  'claude-haiku-5-5': { input: 0.1, cached: 0.01, cacheWrite: 0.125, output: 0.5 },
  'claude-sonnet-5-5': { input: 2, cached: 0.2, cacheWrite: 2.5, output: 10 },
  'claude-opus-5-5': { input: 4, cached: 0.4, cacheWrite: 5, output: 20 },
  'claude-fable-5-1': { input: 10, cached: 1, cacheWrite: 12.5, output: 50 },
  'claude-haiku-4-5': { input: 1, cached: 0.1, cacheWrite: 1.25, output: 5 },
  'claude-sonnet-4-5': { input: 3, cached: 0.3, cacheWrite: 3.75, output: 15 },
  'claude-opus-4-5': { input: 5, cached: 0.5, cacheWrite: 6.25, output: 25 },
};

const byName = new Map(
  Object.entries({ ...openAi, ...anthropic }).map(([name, listed]) => [modelName(name), listed]),
);

/**
 * Prices by model; what the environment says (LLM_PRICES) comes first. Names are found with a date, a vendor's prefix and other
 * punctuation too: `gpt-4o-mini-2024-07-18`, `openai/gpt-6-luna`, `anthropic/claude-haiku-5.5`.
 */
export function createPriceList(own: Readonly<Record<string, Price>> = {}): (model: string) => Price | null {
  const ownByName = new Map(Object.entries(own).map(([name, price]) => [modelName(name), price]));
  return (model) => {
    if (Object.hasOwn(own, model)) return own[model] ?? null;
    const name = modelName(model);
    return ownByName.get(name) ?? priceOf(byName.get(name));
  };
}

function priceOf(listed: Listed | undefined): Price | null {
  if (!listed) return null;
  const { endsOn: _, ...price } = listed;
  return price;
}

/** The day (UTC, `2027-01-14`) on which a model is shut down by the list; null where none is announced there. */
export function listedEnd(model: string): string | null {
  return byName.get(modelName(model))?.endsOn ?? null;
}

/** The dearest listed price: what a budget counts for a model without a price at a provider that bills. */
export const dearestPrice: Price = [...byName.values()].reduce((a, b) => (a.output >= b.output ? a : b));

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
