import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAnthropicWire } from '../../../src/classify/llm/anthropic.ts';
import { createBudget } from '../../../src/classify/llm/budget.ts';
import { createHostedModel } from '../../../src/classify/llm/hosted-model.ts';
import type { Refusal } from '../../../src/classify/llm/learned-forms.ts';
import { createOpenAiWire } from '../../../src/classify/llm/openai.ts';
import { createPriceList } from '../../../src/classify/llm/prices/prices.ts';
import { createProvider } from '../../../src/classify/llm/provider.ts';
import { type LlmServer, plainAnswer, startLlmServer } from '../../support/llm-server.ts';
import { deadProviders, modelProviders } from '../../support/model-providers.ts';
import { classifierInput } from '../classifier-input.ts';
import { createMemorySpending } from './memory-spending.ts';

let server: LlmServer;
beforeAll(async () => {
  server = await startLlmServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

/** A hosted model of that name at the server; nothing is known of it but what the table of capabilities says. */
function modelOf(dialect: 'openai' | 'anthropic', model: string) {
  const refused: Refusal[] = [];
  const options = {
    apiKey: 'k',
    timeoutMs: 2_000,
    onRefused: (refusal: Refusal) => void refused.push(refusal),
  };
  const wire =
    dialect === 'openai'
      ? createOpenAiWire({ ...options, baseUrl: server.openAiUrl })
      : createAnthropicWire({ ...options, baseUrl: server.origin });
  const spending = createMemorySpending();
  const hosted = createHostedModel({
    provider: createProvider(wire, { firstWaitMs: 2, retries: 0 }),
    model,
    budget: createBudget({ spending, priceOf: createPriceList(), billedSources: new Set(['openai']) }),
  });
  return { hosted, refused, spending };
}
const input = () => classifierInput({ title: 'Crash on start', body: 'It crashes with an error.' });

/** By provider: the requests that the first answer and each later one take, and what the model refused on the way. */
const table: [string, 'openai' | 'anthropic', string, number, string[]][] = [
  ['OpenAI gpt-6-luna', 'openai', 'gpt-6-luna', 3, ['max_tokens', 'temperature']],
  [
    'Azure v1 gpt-5-mini',
    'openai',
    'triage-deployment',
    4,
    ['max_tokens', 'temperature', 'reasoning_effort'],
  ],
  ['Anthropic claude-haiku-5-5', 'anthropic', 'claude-haiku-5-5', 1, []],
  ['Anthropic claude-opus-5-5', 'anthropic', 'claude-opus-5-5', 1, []],
  ['Anthropic claude-opus-5-5', 'anthropic', 'a-model-of-next-year', 2, ['thinking']],
  ['Anthropic claude-haiku-4-5', 'anthropic', 'claude-haiku-4-5', 1, []],
  ['vLLM guided JSON', 'openai', 'Qwen/Qwen4-8B', 1, []],
  ['Ollama, schema ignored', 'openai', 'llama3.2', 1, []],
  ['DeepSeek', 'openai', 'deepseek-chat', 2, ['response_format']],
  // It thinks although nobody asked it to: the first answer breaks off.
  ['OpenRouter openai/gpt-6-luna', 'openai', 'openai/gpt-6-luna', 2, []],
  ['LM Studio', 'openai', 'local', 1, []],
  ['Mistral, strict about fields', 'openai', 'mistral-small', 1, []],
];

describe('a model that', () => {
  it.each(table)('%s (%s, %s) serves answers', async (name, dialect, model, first, refused) => {
    server.usually(modelProviders[name]?.(plainAnswer) ?? { status: 500 });
    const asked = modelOf(dialect, model);
    expect(await asked.hosted.consult(input())).toMatchObject({ ok: true });
    expect(server.requests).toHaveLength(first);
    expect(asked.refused.map(({ parameter }) => parameter)).toEqual(refused);
    server.requests.length = 0;
    expect(await asked.hosted.consult(input())).toMatchObject({ ok: true });
    expect(server.requests).toHaveLength(1);
    // Nothing is told twice.
    expect(asked.refused).toHaveLength(refused.length);
  });
});

describe('what a server refuses', () => {
  it('is believed only once an answer came without it', async () => {
    let broken = true;
    server.usually(({ body }) =>
      broken || 'temperature' in body
        ? { status: 400, error: { error: { message: "Unsupported: 'temperature'", param: 'temperature' } } }
        : { say: plainAnswer },
    );
    const asked = modelOf('openai', 'm');
    expect(await asked.hosted.consult(input())).toMatchObject({ ok: false });
    expect(asked.refused).toEqual([]);
    broken = false;
    expect(await asked.hosted.consult(input())).toMatchObject({ ok: true });
    expect(asked.refused).toEqual([{ model: 'm', parameter: 'temperature' }]);
  });

  it('is not what its error quotes of the issue, nor a text that is too long', async () => {
    for (const message of [
      'Bad request. You sent: "the temperature sensor and max_tokens"',
      "'max_tokens' is too large: 700. This model's maximum context length is 4096 tokens.",
    ]) {
      server.requests.length = 0;
      server.usually({ status: 400, error: { error: { message, param: null } } });
      expect(await modelOf('openai', 'm').hosted.consult(input())).toEqual({
        ...{ ok: false, reason: 'the request was refused (400)' },
      });
      expect(server.requests).toHaveLength(1);
    }
  });

  it('ends where nothing is left to take away', async () => {
    server.usually(({ body }) => {
      const [parameter] = [
        'max_tokens',
        'max_completion_tokens',
        'temperature',
        'reasoning_effort',
        'response_format',
      ].filter((name) => name in body);
      return { status: 400, error: { error: { message: 'Unsupported', param: parameter ?? 'messages' } } };
    });
    expect(await modelOf('openai', 'm').hosted.consult(input())).toMatchObject({ ok: false });
    expect(server.requests.length).toBeLessThan(12);
  });
});

describe('a model that thinks whatever it is told', () => {
  it('gets room for it, and each question is paid', async () => {
    server.usually(({ body }) =>
      Number(body.max_tokens) > 1_500 ? { say: plainAnswer, thinks: 1_500 } : { breakOff: '', thinks: 700 },
    );
    const { hosted, spending } = modelOf('openai', 'r1');
    expect(await hosted.consult(input())).toMatchObject({ ok: true });
    expect(spending.rows[0]).toMatchObject({ calls: 2 });
    expect(spending.rows[0]?.completionTokens).toBeGreaterThan(2_200);
    server.requests.length = 0;
    await hosted.consult(input());
    expect(server.requests).toHaveLength(1);
  });
});

describe('a server that will not answer until somebody does something', () => {
  it.each([
    ['OpenAI, out of credit', 'openai', 'credit'],
    ['Anthropic, out of credit', 'anthropic', 'credit'],
    ['DeepSeek or OpenRouter, out of credit', 'openai', 'credit'],
    ['OpenAI, model shut down', 'openai', 'model'],
    ['Anthropic, model shut down', 'anthropic', 'model'],
    ['a wrong key', 'openai', 'key'],
  ] as const)('%s: it is asked once, and what is wrong is known', async (name, dialect, fault) => {
    server.usually(deadProviders[name]);
    const { hosted } = modelOf(dialect, 'm');
    expect(await hosted.consult(input())).toMatchObject({ ok: false });
    expect(server.requests).toHaveLength(1);
    expect(hosted.health.failing()).toMatchObject({ fault, model: 'm' });
  });
});
