import { z } from 'zod';
import type { Price } from '../../classify/llm/prices/prices.ts';
import type { OperatorLimits } from '../../domain/settings/unmet-wishes.ts';

/** One hosted model provider, reachable. */
export interface HostedConfig {
  apiKey: string;
  /** Null: the provider's own address. No slash at the end. */
  baseUrl: string | null;
  model: string;
}

/** Hosted models, each only where the environment names it, and what they may take. */
export interface ModelConfig {
  /** `embeddingModel` makes vectors where a repository's settings want hosted ones. */
  openai: (HostedConfig & { embeddingModel: string }) | null;
  anthropic: HostedConfig | null;
  /** Milliseconds for one attempt. */
  timeoutMs: number;
  /** United States dollars for a million tokens, by model; comes before the built-in list. */
  prices: Record<string, Price>;
  /** A server of one's own at an address on the internet: models without a price cost nothing there. */
  free: boolean;
  /** Dollars a day for one installation, whatever its settings say. */
  mostDailyUsd: number;
  /** Models that a repository's settings may name besides the App's own choice: names, or patterns with `*`. */
  allowedModels: readonly string[];
}

const pricesExample = '{"my-model": {"input": 0.1, "cached": 0.05, "output": 0.4}}';
const amount = z.number().min(0).max(10_000);
const priceList = z.record(
  z.string(),
  z.strictObject({ input: amount, cached: amount, output: amount, cacheWrite: amount.optional() }),
);

const prices = z.string().transform((text, context): ModelConfig['prices'] => {
  const read = priceList.safeParse(parseJson(text));
  if (read.success)
    return Object.fromEntries(
      Object.entries(read.data).map(([model, { cacheWrite, ...price }]) => [
        model,
        cacheWrite === undefined ? price : { ...price, cacheWrite },
      ]),
    );
  context.addIssue({
    code: 'custom',
    message: `must be JSON with dollars for a million tokens by model, such as ${pricesExample}`,
  });
  return z.NEVER;
});

/** The environment's variables for hosted models; `address` and `whole` are the configuration's own checks. */
export const modelVariables = (address: z.ZodType<string>, seconds: z.ZodType<number>) => ({
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: address.optional(),
  OPENAI_MODEL: z.string().max(100).default('gpt-6-luna'),
  OPENAI_EMBEDDING_MODEL: z.string().max(100).default('text-embedding-3-small'),
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: address.optional(),
  ANTHROPIC_MODEL: z.string().max(100).default('claude-haiku-5-5'),
  LLM_TIMEOUT_SECONDS: seconds.default(10),
  LLM_PRICES: prices.default({}),
  LLM_FREE: z.enum(['true', 'false'], 'must be true or false').default('false'),
  LLM_MOST_DAILY_USD: z
    .string()
    .refine((text) => /^\d+(\.\d+)?$/.test(text), 'must be an amount of dollars, such as 5 or 2.50')
    .transform(Number)
    .default(5),
  LLM_ALLOWED_MODELS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((name) => name !== ''))
    .default([]),
});

type ModelVariables = z.infer<z.ZodObject<ReturnType<typeof modelVariables>>>;

export function readModelConfig(read: ModelVariables): ModelConfig {
  const openai = hosted(read.OPENAI_API_KEY, read.OPENAI_BASE_URL, read.OPENAI_MODEL);
  return {
    openai: openai && { ...openai, embeddingModel: read.OPENAI_EMBEDDING_MODEL },
    anthropic: hosted(read.ANTHROPIC_API_KEY, read.ANTHROPIC_BASE_URL, read.ANTHROPIC_MODEL),
    timeoutMs: read.LLM_TIMEOUT_SECONDS * 1000,
    prices: read.LLM_PRICES,
    free: read.LLM_FREE === 'true',
    mostDailyUsd: read.LLM_MOST_DAILY_USD,
    allowedModels: read.LLM_ALLOWED_MODELS,
  };
}

/** What the settings of a repository may ask for at most. */
export function operatorLimits({
  mostDailyUsd,
  allowedModels,
  openai,
  anthropic,
}: ModelConfig): OperatorLimits {
  const ownModels = {
    ...(openai ? { openai: openai.model } : {}),
    ...(anthropic ? { anthropic: anthropic.model } : {}),
  };
  return { mostDailyUsd, allowedModels, ownModels };
}

/** A key or an address is enough: servers of one's own often want no key. */
function hosted(apiKey: string | undefined, baseUrl: string | undefined, model: string): HostedConfig | null {
  if (apiKey === undefined && baseUrl === undefined) return null;
  return { apiKey: apiKey ?? 'none', baseUrl: baseUrl ?? null, model };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
