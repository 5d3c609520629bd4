import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../../src/app/config/config.ts';
import { billedSources, isNearbyAddress } from '../../../../src/classify/llm/billed-sources.ts';
import { createBudget } from '../../../../src/classify/llm/budget.ts';
import { suggestedModels } from '../../../../src/classify/llm/estimate-prices.ts';
import {
  costOf,
  createPriceList,
  dearestPrice,
  listedEnd,
} from '../../../../src/classify/llm/prices/prices.ts';
import { defaultSettings } from '../../../../src/domain/settings/settings.ts';
import { createMemorySpending } from '../memory-spending.ts';

const usage = { promptTokens: 1_000, cachedTokens: 400, cacheWriteTokens: 100, completionTokens: 200 };
const priceOf = createPriceList();

describe('prices', () => {
  it.each([
    'gpt-6-luna-2026-09-22',
    'openai/gpt-6-luna',
    'openai/gpt-6-luna-2026-09-22',
    'OpenAI/GPT-6-Luna',
  ])('of gpt-6-luna are those of %s', (name) => {
    expect(priceOf(name)).toEqual({ input: 0.1, cached: 0.01, cacheWrite: 0.125, output: 0.5 });
  });

  it.each([
    'claude-haiku-5-5-20261007',
    'anthropic/claude-haiku-5.5',
    'us.anthropic.claude-haiku-5-5-v1:0',
    'anthropic.claude-haiku-5-5',
    'claude-haiku-5-5@20261007',
  ])('of claude-haiku-5-5 are those of %s', (name) => {
    expect(priceOf(name)).toEqual(priceOf('claude-haiku-5-5'));
    expect(priceOf(name)).not.toBeNull();
  });

  it.each([
    'gpt-99',
    'gpt-6-luna-fast',
    'gpt-4o-mini-audio',
    'my-gpt-6-luna',
    'constructor',
    '__proto__',
    '',
    '/',
    'x/'.repeat(5_000),
  ])('are unknown for %j', (model) => expect(priceOf(model)).toBeNull());

  it('are the environment’s own where it says so', () => {
    const own = { input: 9, cached: 9, output: 9 };
    expect(createPriceList({ 'gpt-6-luna': own })('gpt-6-luna')).toEqual(own);
    expect(createPriceList({ 'openai/gpt-6-luna': own })('gpt-6-luna')).toEqual(own);
    expect(createPriceList({ 'my/Model': own })('my/Model')).toEqual(own);
  });

  it('add up: plain, cached, written to the cache, answered; rounded up to a millionth', () => {
    expect(costOf(usage, { input: 1, cached: 0.1, cacheWrite: 1.25, output: 5 })).toBe(
      500 + 40 + 125 + 1_000,
    );
    expect(costOf(usage, { input: 1, cached: 0.1, output: 5 })).toBe(500 + 40 + 100 + 1_000);
    expect(costOf({ ...usage, cachedTokens: 5_000 }, { input: 1, cached: 0, output: 0 })).toBe(100);
    expect(costOf({ ...usage, promptTokens: 501 }, { input: 0.15, cached: 0, output: 0 })).toBe(16);
  });

  it('know the dearest, which is a real one', () =>
    expect(dearestPrice).toMatchObject({ input: 10, output: 50 }));
});

describe('models that are suggested or used by default', () => {
  const { OPENAI_API_KEY, ANTHROPIC_API_KEY } = { OPENAI_API_KEY: 'k', ANTHROPIC_API_KEY: 'k' };
  const { openai, anthropic } = readConfig({ OPENAI_API_KEY, ANTHROPIC_API_KEY }).models;
  const defaults = [openai?.model ?? '', anthropic?.model ?? '', openai?.embeddingModel ?? ''];
  const in90Days = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);

  it.each([...suggestedModels, ...defaults])('%s has a price and does not end within 90 days', (model) => {
    expect(priceOf(model)).not.toBeNull();
    expect((listedEnd(model) ?? '9999-12-31') > in90Days).toBe(true);
  });

  it('are not those whose end is announced', () => {
    expect(listedEnd('gpt-4o-mini-2024-07-18')).toBe('2027-01-14');
    expect(listedEnd('openai/gpt-5-mini')).toBe('2026-12-11');
  });
});

describe('a server of one’s own', () => {
  it.each([
    'http://127.0.0.1:11434/v1',
    'http://localhost:8000/v1',
    'http://[::1]:8000',
    'http://10.1.2.3/v1',
    'http://172.20.0.2/v1',
    'http://192.168.1.9:1234/v1',
    'http://[fd12::1]/v1',
    'http://ollama:11434/v1',
    'http://host.docker.internal:11434/v1',
    'https://gpu.lan/v1',
    'http://vllm.models.svc.cluster.local/v1',
  ])('is at %s', (url) => expect(isNearbyAddress(url)).toBe(true));

  it.each([
    'https://openrouter.ai/api/v1',
    'https://api.deepseek.com',
    'https://acme.openai.azure.com/openai/v1',
    'https://8.8.8.8/v1',
    'https://127.0.0.1.example.com/v1',
    'https://localhost.example.com/v1',
    'http://172.32.0.1/v1',
    'http://[2001:db8::1]/v1',
  ])('is not at %s', (url) => expect(isNearbyAddress(url)).toBe(false));

  it('sends no bill; every other address does, unless the operator says that it is free', () => {
    const addresses = { openai: 'https://openrouter.ai/api/v1', anthropic: null };
    expect([...billedSources(addresses, false)]).toEqual(['openai', 'anthropic']);
    expect([...billedSources(addresses, true)]).toEqual(['anthropic']);
    expect([...billedSources({ openai: 'http://ollama:11434/v1' }, false)]).toEqual([]);
  });
});

describe('a dollar a day', () => {
  const repo = { installationId: 1, repositoryId: 2, owner: 'o', name: 'n', private: false };
  const settings = { ...defaultSettings, budget: { daily_usd: 1 } };

  /** Ordinary questions: 2,000 tokens and an answer of 150. */
  async function callsFor(model: string): Promise<number> {
    const spending = createMemorySpending();
    const budget = createBudget({ spending, priceOf, billedSources: new Set(['openai']) });
    const spent = { promptTokens: 2_000, cachedTokens: 0, cacheWriteTokens: 0, completionTokens: 150 };
    for (let calls = 0; calls < 10_000; calls++) {
      const held = await budget.reserve({ repo, settings }, { source: 'openai', model, billable: 700 });
      if (!held.ok) return calls;
      await held.settle({ kind: 'answer', text: '', usage: spent, maybeBilled: 0 });
      expect(spending.rows[0]?.microUsd).toBeLessThanOrEqual(1e6);
    }
    return Number.POSITIVE_INFINITY;
  }

  it('buys some 3,630 questions of gpt-6-luna', async () => {
    const calls = await callsFor('openai/gpt-6-luna');
    expect(calls).toBeGreaterThan(3_600);
    expect(calls).toBeLessThan(3_640);
  });

  it('buys few of a model that nobody knows the price of', async () =>
    expect(await callsFor('vendor/unheard-of')).toBeLessThan(40));
});
