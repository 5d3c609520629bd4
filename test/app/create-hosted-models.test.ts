import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app/config/config.ts';
import { createHostedModels, hostedModelChecks } from '../../src/app/create-hosted-models.ts';
import { createMetrics } from '../../src/ops/metrics.ts';
import { classifierInput } from '../classify/classifier-input.ts';
import { createMemorySpending } from '../classify/llm/memory-spending.ts';
import { type LlmServer, plainAnswer, startLlmServer } from '../support/llm-server.ts';
import { deadProviders } from '../support/model-providers.ts';

let server: LlmServer;
beforeAll(async () => {
  server = await startLlmServer();
});
afterAll(() => server.close());

async function start(environment: Record<string, string> = {}) {
  const kept: Record<string, unknown>[] = [];
  const logged: string[] = [];
  const stores = {
    spending: createMemorySpending(),
    taughtExamples: { numbers: async () => [], wordsOf: async () => new Map() },
    labelingRuns: { descriptions: async () => new Map() },
    checkpoints: {
      set: async (id: string, _at: Date, detail: object) => void kept.push({ id, ...detail }),
    },
  };
  const { models: config } = readConfig({
    OPENAI_BASE_URL: server.openAiUrl,
    OPENAI_MODEL: 'm',
    ...environment,
  });
  const models = await createHostedModels(config, stores as never, createMetrics({ token: null }), {
    warn: (fields: object, words?: string) => void logged.push(`${words} ${JSON.stringify(fields)}`),
  } as never);
  const ready = async () => Promise.all(hostedModelChecks(models).map(({ run }) => run()));
  return { models, kept, logged, ready };
}
const input = classifierInput({ title: 'Crash', body: 'It crashes.' });

describe('a hosted provider', () => {
  it('is not said to be well before it was asked, nor while it fails', async () => {
    const { models, kept, logged, ready } = await start();
    expect((await ready())[0]).toBe('not asked yet');
    server.queue(deadProviders['DeepSeek or OpenRouter, out of credit']);
    await models.openai?.consult(input);
    expect((await ready())[0]).toMatch(
      /^failing since 20\S+: the account has no credit left; local goes on alone$/,
    );
    expect(kept.at(-1)).toMatchObject({ id: 'hosted/openai', failing: { fault: 'credit' } });
    expect(logged[0]).toContain('hosted provider fails');
    server.usually({ say: plainAnswer });
    await models.openai?.consult(input);
    expect((await ready())[0]).toBe('answering');
    expect(kept.at(-1)).toMatchObject({ failing: null });
  });

  it('is asked when it shuts the model down', async () => {
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    server.lists({ other: '2026-01-01', m: soon });
    const { models, kept, logged, ready } = await start();
    expect(await models.openai?.lookUpEnd?.()).toBe(soon);
    expect(kept.at(-1)).toMatchObject({ endsOn: soon });
    expect(logged[0]).toContain('hosted model is shut down soon');
    expect((await ready())[0]).toBe(`not asked yet; the model is shut down on ${soon}`);
    server.lists({ m: null });
  });

  it('is known from the price list to shut a model down where it does not say', async () => {
    const { models } = await start({ OPENAI_MODEL: 'gpt-4o-mini' });
    expect(await models.openai?.lookUpEnd?.()).toBe('2027-01-14');
  });
});
