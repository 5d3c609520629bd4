import { createLocalEmbedder } from '../classify/embedding/local-embedder.ts';
import { billedSources } from '../classify/llm/billed-sources.ts';
import { createBudget } from '../classify/llm/budget.ts';
import type { HostedEmbedder } from '../classify/llm/hosted-embedder.ts';
import type { HostedModel } from '../classify/llm/hosted-model.ts';
import { createPriceList } from '../classify/llm/prices.ts';
import type { Wire, WireOptions } from '../classify/llm/wire.ts';
import type { HealthCheck } from '../ops/health.ts';
import type { Logger } from '../ops/logger.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { SecondLookModel } from '../triage/ports/second-look.ts';
import type { ModelConfig } from './config/model-config.ts';
import { createExampleMemory } from './create-example-memory.ts';
import type { Stores } from './stores.ts';

export type HostedModels = Partial<
  Record<HostedModel['source'], HostedModel & { secondLook?: SecondLookModel; embedder?: HostedEmbedder }>
>;

// The SDKs, secretlint and the rest take some 75 MB: they are read only where a key is set.
const openWire: Record<HostedModel['source'], (options: WireOptions) => Promise<Wire>> = {
  openai: async (options) => (await import('../classify/llm/openai.ts')).createOpenAiWire(options),
  anthropic: async (options) => (await import('../classify/llm/anthropic.ts')).createAnthropicWire(options),
};

/** The hosted models that have a key, with one budget over both and their figures in the metrics. */
export async function createHostedModels(
  config: ModelConfig,
  stores: Pick<Stores, 'spending' | 'taughtExamples' | 'postings'>,
  metrics: Metrics,
  log: Pick<Logger, 'warn'>,
): Promise<HostedModels> {
  const sources = (['openai', 'anthropic'] as const).filter((source) => config[source]);
  if (sources.length === 0) return {};
  const { createHostedModel } = await import('../classify/llm/hosted-model.ts');
  const { createProvider } = await import('../classify/llm/provider.ts');
  const { createSecondLook } = await import('../classify/llm/second-look.ts');
  const billed = billedSources(
    Object.fromEntries(sources.map((source) => [source, config[source]?.baseUrl ?? null])),
    config.free,
  );
  const priceOf = createPriceList(config.prices);
  for (const source of sources) {
    const model = config[source]?.model ?? '';
    if (billed.has(source) && priceOf(model) === null)
      log.warn(
        { source, model },
        'no price is known for this model, so each call counts as one of the most expensive model; set LLM_PRICES, or LLM_FREE=true for a server of your own',
      );
  }
  const budget = createBudget({
    spending: stores.spending,
    priceOf,
    billedSources: billed,
    mostDailyUsd: config.mostDailyUsd,
  });
  const { findExamples } = createExampleMemory(stores);
  const models: HostedModels = {};
  for (const source of sources) {
    const given = config[source];
    if (!given) continue;
    const onRefused: WireOptions['onRefused'] = (refusal) =>
      log.warn(
        { source, ...refusal },
        'hosted model refused a parameter; it is asked without it from now on',
      );
    const wire = await openWire[source]({ ...given, timeoutMs: config.timeoutMs, onRefused });
    const provider = createProvider(wire);
    const { model } = given;
    models[source] = {
      ...createHostedModel({
        provider,
        budget,
        findExamples,
        model,
        allowedModels: config.allowedModels,
        observe: metrics.llm,
      }),
      secondLook: createSecondLook({ provider, budget, model, allowedModels: config.allowedModels }),
    };
    metrics.gauge(
      `dispatch_llm_circuit_open_${source}`,
      `1 while ${source} is left alone after failures or because it asked to wait.`,
      () => (provider.state() === 'closed' ? 0 : 1),
    );
  }
  if (models.openai && config.openai) {
    const { createHostedEmbedder } = await import('../classify/llm/hosted-embedder.ts');
    const { createOpenAiEmbeddings } = await import('../classify/llm/openai.ts');
    const wire = createOpenAiEmbeddings({ ...config.openai, timeoutMs: config.timeoutMs });
    const { embeddingModel: model } = config.openai;
    models.openai.embedder = createHostedEmbedder({ wire, model, budget, local: createLocalEmbedder() });
  }
  return models;
}

/** Tells in `/readyz` how each provider is. One that is down makes nothing unready: the local model goes on. */
export function hostedModelChecks(models: HostedModels): HealthCheck[] {
  return Object.values(models).flatMap((model) => [
    checkOf(model.source, model),
    ...(model.embedder ? [checkOf(`${model.source} embeddings`, model.embedder)] : []),
  ]);
}

function checkOf(name: string, asked: Pick<HostedModel, 'state'>): HealthCheck {
  return {
    name,
    run: async () => {
      const state = asked.state();
      return state === 'closed' ? 'circuit closed' : `circuit ${state}; local goes on alone`;
    },
  };
}
