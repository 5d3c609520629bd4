import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmbedder } from '../../../src/app/create-embedder.ts';
import { createLocalEmbedder } from '../../../src/classify/embedding/local-embedder.ts';
import { createBudget } from '../../../src/classify/llm/budget.ts';
import { createHostedEmbedder } from '../../../src/classify/llm/hosted-embedder.ts';
import { createOpenAiEmbeddings } from '../../../src/classify/llm/openai.ts';
import { createPriceList } from '../../../src/classify/llm/prices/prices.ts';
import { defaultSettings, type Settings } from '../../../src/domain/settings/settings.ts';
import { makeRepository } from '../../store/make-repository.ts';
import { type EmbeddingServer, startEmbeddingServer } from '../../support/embedding-server.ts';
import { createMemorySpending } from './memory-spending.ts';

const local = createLocalEmbedder();
const text = (title: string, body = 'It ends at the start.') => ({ title, body });
const repo = { ...makeRepository(), private: false };
const hostedModel = 'openai/text-embedding-3-small/512';

describe('vectors by a hosted model', () => {
  let server: EmbeddingServer;
  beforeAll(async () => {
    server = await startEmbeddingServer();
  });
  afterAll(() => server?.close());
  beforeEach(() => {
    server.behaves = { width: 512 };
    server.requests.length = 0;
  });

  const embedder = (settings: Settings = defaultSettings) => {
    const spending = createMemorySpending();
    const hosted = createHostedEmbedder({
      wire: createOpenAiEmbeddings({ apiKey: 'key-of-tests', baseUrl: server.url, timeoutMs: 2_000 }),
      model: 'text-embedding-3-small',
      budget: createBudget({ spending, priceOf: createPriceList(), billedSources: new Set(['openai']) }),
      local,
      patience: { firstWaitMs: 5, retries: 1 },
    });
    return { hosted, spending, ...hosted.for(repo, settings) };
  };

  it('are of length 1, in the order of the texts, and say whose they are', async () => {
    const { embed, model } = embedder();
    const found = await embed([text('aaaa', ''), text('zzzz', '')]);
    expect(found.map((each) => each.model)).toEqual([hostedModel, hostedModel]);
    expect(model).toBe(hostedModel);
    for (const { vector } of found) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(found[0]?.vector['a'.charCodeAt(0)]).toBeGreaterThan(0.9);
    expect(found[1]?.vector['z'.charCodeAt(0)]).toBeGreaterThan(0.9);
    expect(server.requests[0]?.dimensions).toBe(512);
  });

  it('go in small calls, each paid from the budget, and without secrets', async () => {
    const { embed, spending } = embedder();
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    await embed(
      Array.from({ length: 17 }, (_, i) => text(`Issue ${i}`, `${secret} ${'word '.repeat(5_000)}`)),
    );
    expect(server.requests.map(({ input }) => input.length)).toEqual([15, 2]);
    expect(JSON.stringify(server.requests)).not.toContain(secret);
    expect(server.requests.flatMap(({ input }) => input).every((each) => each.length < 6_000)).toBe(true);
    expect(spending.rows[0]).toMatchObject({ source: 'openai', model: 'text-embedding-3-small', calls: 2 });
    expect(spending.rows[0]?.microUsd).toBeGreaterThan(0);
  });

  it('are the local ones, under their own name, where the budget is spent', async () => {
    const { embed } = embedder({ ...defaultSettings, budget: { daily_usd: 0 } });
    const [found] = await embed([text('It crashes')]);
    expect(found?.model).toBe(local.model);
    expect(server.requests).toEqual([]);
  });

  it.each([
    ['the server is down', { status: 503 }],
    ['the key is refused', { status: 401 }],
    ['the model is wider than what is kept', { width: 768 }],
  ])('are the local ones where %s', async (_, behaves) => {
    server.behaves = behaves;
    const [found] = await embedder().embed([text('It crashes')]);
    expect(found?.model).toBe(local.model);
    expect(Math.hypot(...(found?.vector ?? []))).toBeCloseTo(1, 5);
  });

  it('of fewer numbers are filled up with zeros', async () => {
    server.behaves = { width: 384 };
    const [found] = await embedder().embed([text('It crashes')]);
    expect(found?.model).toBe(hostedModel);
    expect(found?.vector).toHaveLength(512);
    expect([...(found?.vector.slice(384) ?? [])].every((each) => each === 0)).toBe(true);
  });

  it('are made only where the settings want them, and of a private repository only where its text may leave', () => {
    const { hosted } = embedder();
    const chosen = createEmbedder({ openai: { embedder: hosted } as never });
    const wanted: Settings = {
      ...defaultSettings,
      similar: { ...defaultSettings.similar, embedding: 'openai' },
    };
    const allowed: Settings = { ...wanted, model: { ...wanted.model, private_repositories: true } };
    const hidden = { ...repo, private: true };
    expect(chosen.for?.(repo, defaultSettings).model).toBe(local.model);
    expect(chosen.for?.(repo, wanted).model).toBe(hostedModel);
    expect(chosen.for?.(hidden, wanted).model).toBe(local.model);
    expect(chosen.for?.(hidden, allowed).model).toBe(hostedModel);
    expect(createEmbedder({}).for?.(repo, wanted).model).toBe(local.model);
  });
});
