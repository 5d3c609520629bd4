import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/app/config/config.ts';

describe('hosted models in the environment', () => {
  it('are none unless named', () => {
    expect(readConfig({}).models).toMatchObject({ openai: null, anthropic: null });
  });

  it('need a key, or only an address where the server is one’s own', () => {
    const { models, secrets } = readConfig({
      OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1/',
      OPENAI_MODEL: 'llama',
      ANTHROPIC_API_KEY: 'sk-ant-test-key',
      LLM_MOST_DAILY_USD: '2.50',
      LLM_PRICES: '{"llama": {"input": 0.1, "cached": 0.05, "output": 0.4}}',
    });
    expect(models).toEqual({
      openai: {
        apiKey: 'none',
        baseUrl: 'http://127.0.0.1:11434/v1',
        model: 'llama',
        embeddingModel: 'text-embedding-3-small',
      },
      anthropic: { apiKey: 'sk-ant-test-key', baseUrl: null, model: 'claude-haiku-5-5' },
      timeoutMs: 10_000,
      prices: { llama: { input: 0.1, cached: 0.05, output: 0.4 } },
      free: false,
      mostDailyUsd: 2.5,
      allowedModels: [],
    });
    expect(secrets).toContain('sk-ant-test-key');
  });

  it('cost an installation five dollars a day at most and are chosen by the operator, unless the environment says otherwise', () => {
    expect(readConfig({}).models).toMatchObject({ mostDailyUsd: 5, allowedModels: [] });
    expect(
      readConfig({ LLM_ALLOWED_MODELS: 'gpt-6.1-terra, gpt-6*', LLM_MOST_DAILY_USD: '0' }).models,
    ).toMatchObject({ mostDailyUsd: 0, allowedModels: ['gpt-6.1-terra', 'gpt-6*'] });
  });

  it.each([
    [{ LLM_PRICES: 'cheap' }, 'LLM_PRICES must be JSON'],
    [{ LLM_PRICES: '{"a": {"input": -1, "cached": 0, "output": 0}}' }, 'LLM_PRICES must be JSON'],
    [{ LLM_FREE: 'yes' }, 'LLM_FREE must be true or false'],
    [{ LLM_MOST_DAILY_USD: 'much' }, 'LLM_MOST_DAILY_USD must be an amount'],
    [{ OPENAI_BASE_URL: 'localhost' }, 'OPENAI_BASE_URL must be a URL'],
  ])('%j is named as a problem', (environment, problem) => {
    expect(() => readConfig(environment as Record<string, string>)).toThrow(problem);
  });
});
