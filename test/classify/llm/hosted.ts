import { createAnthropicWire } from '../../../src/classify/llm/anthropic.ts';
import { createBudget } from '../../../src/classify/llm/budget.ts';
import {
  type CallRecord,
  createHostedModel,
  type HostedModel,
} from '../../../src/classify/llm/hosted-model.ts';
import { createOpenAiWire } from '../../../src/classify/llm/openai.ts';
import type { Patience } from '../../../src/classify/llm/patient-calls.ts';
import { createPriceList } from '../../../src/classify/llm/prices/prices.ts';
import { createProvider } from '../../../src/classify/llm/provider.ts';
import type { Wire } from '../../../src/classify/llm/wire.ts';
import type { LlmServer } from '../../support/llm-server.ts';
import { createMemorySpending } from './memory-spending.ts';

export type Source = Wire['source'];
export const sources: Source[] = ['openai', 'anthropic'];

export function wireTo(source: Source, server: LlmServer, timeoutMs = 2_000, isProvider = false): Wire {
  const options = { apiKey: 'key-of-tests', timeoutMs, isProvider };
  return source === 'openai'
    ? createOpenAiWire({ ...options, baseUrl: server.openAiUrl })
    : createAnthropicWire({ ...options, baseUrl: server.origin });
}

const models = { openai: 'gpt-6-luna', anthropic: 'claude-haiku-5-5' };

/** A hosted model that talks to the given server, with what it spent and what it told its metrics. */
export function hostedModel(
  source: Source,
  server: LlmServer,
  given: Patience & { timeoutMs?: number; model?: string; isProvider?: boolean } = {},
): HostedModel & { spending: ReturnType<typeof createMemorySpending>; calls: CallRecord[] } {
  const spending = createMemorySpending();
  const calls: CallRecord[] = [];
  const model = createHostedModel({
    provider: createProvider(wireTo(source, server, given.timeoutMs, given.isProvider), {
      firstWaitMs: 5,
      ...given,
    }),
    model: given.model ?? models[source],
    allowedModels: ['*'],
    budget: createBudget({ spending, priceOf: createPriceList(), billedSources: new Set(['openai']) }),
    observe: (call) => calls.push(call),
  });
  return { ...model, spending, calls };
}
