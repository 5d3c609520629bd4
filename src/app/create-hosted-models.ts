import { hostedChain } from '../classify/cascade.ts';
import { createLocalEmbedder } from '../classify/embedding/local-embedder.ts';
import type { BatchWire } from '../classify/llm/batch/batch-wire.ts';
import { billedSources } from '../classify/llm/billed-sources.ts';
import { createBudget } from '../classify/llm/budget.ts';
import type { HostedEmbedder } from '../classify/llm/hosted-embedder.ts';
import type { HostedModel } from '../classify/llm/hosted-model.ts';
import { createPriceList, listedEnd } from '../classify/llm/prices/prices.ts';
import type { Wire, WireOptions } from '../classify/llm/wire.ts';
import { daysLeft, type HostedState } from '../domain/settings/hosted-state.ts';
import type { HealthCheck } from '../ops/health.ts';
import type { Logger } from '../ops/logger.ts';
import type { Metrics } from '../ops/metrics.ts';
import { hostedStateId } from '../store/repositories/settings-reads.ts';
import type { SecondLookModel } from '../triage/ports/second-look.ts';
import type { BatchLabeler, BatchLabelers } from '../triage/ports/weak-labels.ts';
import type { ModelConfig } from './config/model-config.ts';
import { createExampleMemory } from './create-example-memory.ts';
import type { Stores } from './stores.ts';

export type HostedModels = Partial<
  Record<
    HostedModel['source'],
    HostedModel & {
      secondLook?: SecondLookModel;
      /** The same model for many past issues at once. */
      labeler?: BatchLabeler;
      embedder?: HostedEmbedder;
      /** Asks the provider when it shuts the App's model down, and keeps that for the console. */
      lookUpEnd?: () => Promise<string | null>;
      /** The day on which the App's model ends, as last looked up. */
      endsOn?: () => string | null;
    }
  >
>;

// The SDKs, secretlint and their dependencies take about 75 MB, so they are only loaded when a key is set.
const openWire: Record<
  HostedModel['source'],
  (options: WireOptions) => Promise<{ wire: Wire; batches: BatchWire }>
> = {
  async openai(options) {
    const wire = (await import('../classify/llm/openai.ts')).createOpenAiWire(options);
    const { createOpenAiBatches } = await import('../classify/llm/batch/openai-batch.ts');
    return { wire, batches: createOpenAiBatches(wire.dialect) };
  },
  async anthropic(options) {
    const wire = (await import('../classify/llm/anthropic.ts')).createAnthropicWire(options);
    const { createAnthropicBatches } = await import('../classify/llm/batch/anthropic-batch.ts');
    return { wire, batches: createAnthropicBatches(wire.dialect) };
  },
};

/** Creates the hosted models that have a key, with a shared budget and metrics. */
export async function createHostedModels(
  config: ModelConfig,
  stores: Pick<Stores, 'spending' | 'taughtExamples' | 'postings' | 'checkpoints' | 'labelingRuns'>,
  metrics: Metrics,
  log: Pick<Logger, 'warn'>,
): Promise<HostedModels> {
  const sources = (['openai', 'anthropic'] as const).filter((source) => config[source]);
  if (sources.length === 0) return {};
  const { createHostedModel } = await import('../classify/llm/hosted-model.ts');
  const { createProvider } = await import('../classify/llm/provider.ts');
  const { createBatchLabeler } = await import('../classify/llm/batch/batch-labeler.ts');
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
    const { model } = given;
    let endsOn = listedEnd(model);
    const keepState = () => {
      const state: HostedState = {
        ...{ model, endsOn },
        failing: provider.health.failing(),
        refused: wire.refusals().slice(0, 20),
      };
      stores.checkpoints
        .set(hostedStateId(source), new Date(), state)
        .catch((error: unknown) => log.warn({ err: error, source }, 'hosted provider state not saved'));
    };
    const onRefused: WireOptions['onRefused'] = (refusal) => {
      log.warn(
        { source, ...refusal },
        'hosted model refused a parameter; it is asked without it from now on',
      );
      keepState();
    };
    const onHealth = () => {
      const failing = provider.health.failing();
      if (failing) log.warn({ source, ...failing }, 'hosted provider fails; the local model decides alone');
      else log.warn({ source }, 'hosted provider answers again');
      keepState();
    };
    const { wire, batches } = await openWire[source]({ ...given, timeoutMs: config.timeoutMs, onRefused });
    const provider = createProvider(wire, {}, onHealth);
    const lookUpEnd = async () => {
      // A provider that is down tells nothing: what was known stays.
      const told = await wire.endsOn(model).catch(() => null);
      endsOn = told ?? endsOn;
      const days = daysLeft(endsOn, new Date());
      if (days !== null) log.warn({ source, model, endsOn, days }, 'hosted model is shut down soon');
      keepState();
      return endsOn;
    };
    models[source] = {
      ...createHostedModel({
        provider,
        budget,
        findExamples,
        describe: stores.labelingRuns.descriptions,
        model,
        allowedModels: config.allowedModels,
        observe: metrics.llm,
      }),
      labeler: createBatchLabeler({
        ...{ wire, batches, model, money: budget, allowedModels: config.allowedModels },
        halfPrice: given.baseUrl === null,
      }),
      secondLook: createSecondLook({ provider, budget, model, allowedModels: config.allowedModels }),
      lookUpEnd,
      endsOn: () => endsOn,
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

/** The hosted models' batches, by what a repository's settings choose. */
export function batchLabelers(hosted: HostedModels): BatchLabelers {
  const of = (source: string) =>
    Object.values(hosted).find((each) => each.source === source)?.labeler ?? null;
  return {
    of,
    chosen: (settings) =>
      hostedChain(settings)
        .map(of)
        .find((found) => found !== null) ?? null,
  };
}

/**
 * Reports each provider's state in `/readyz`. A provider that is down doesn't make the server unready,
 * because the local model takes over.
 */
export function hostedModelChecks(models: HostedModels): HealthCheck[] {
  return Object.values(models).flatMap((model) => [
    checkOf(model.source, model, model.endsOn?.() ?? null),
    ...(model.embedder ? [checkOf(`${model.source} embeddings`, model.embedder, null)] : []),
  ]);
}

function checkOf(
  name: string,
  asked: Pick<HostedModel, 'state' | 'health'>,
  endsOn: string | null,
): HealthCheck {
  return {
    name,
    run: async () => {
      const failing = asked.health.failing();
      const state = asked.state();
      const ends = daysLeft(endsOn, new Date()) === null ? '' : `; the model is shut down on ${endsOn}`;
      if (failing) return `failing since ${failing.since}: ${failing.why}; local goes on alone${ends}`;
      if (state === 'asked to wait') return `asked to wait; local goes on alone${ends}`;
      return `${asked.health.answered() ? 'answering' : 'not asked yet'}${ends}`;
    },
  };
}
