import { createCascade } from '../../src/classify/cascade.ts';
import { createEvidencer } from '../../src/classify/evidencer.ts';
import { createBudget } from '../../src/classify/llm/budget.ts';
import { createHostedModel } from '../../src/classify/llm/hosted-model.ts';
import { createPriceList, type Price } from '../../src/classify/llm/prices/prices.ts';
import { createProvider } from '../../src/classify/llm/provider.ts';
import type { Wire } from '../../src/classify/llm/wire.ts';
import { decide, emptyLearnedState, type LearnedState } from '../../src/domain/decide/decide.ts';
import type { LabelMeaning, Opinion } from '../../src/domain/issue/decision.ts';
import { settingsSchema } from '../../src/domain/settings/settings.ts';
import { classifierInput } from '../../test/classify/classifier-input.ts';
import { createMemorySpending } from '../../test/classify/llm/memory-spending.ts';
import type { Answer } from '../metrics.ts';
import type { AnsweredRow } from './local-answers.ts';

export interface CascadeRun {
  answers: (Answer & { repo: string })[];
  /** What was heard on each row, in the order of the rows. */
  opinions: Opinion[][];
  calls: number;
  failed: number;
  promptTokens: number;
  /** Null where the model has no price. */
  usd: number | null;
}

export interface HostedChoice {
  wire: Wire;
  model: string;
  prices?: Record<string, Price>;
  /** Called before each row: a wire alone does not know which issue it is asked about. */
  before: (row: AnsweredRow) => void;
}

/** Runs rows through the product's own cascade, prompt, provider, budget and decision; one after the other. */
export async function runCascade(
  rows: readonly AnsweredRow[],
  llm: 'never' | 'unsure' | 'always',
  { wire, model, prices = {}, before }: HostedChoice,
  stateOf: (row: AnsweredRow) => LearnedState = () => emptyLearnedState,
): Promise<CascadeRun> {
  const spending = createMemorySpending();
  const priceOf = createPriceList(prices);
  const hosted = createHostedModel({
    provider: createProvider(wire),
    model,
    budget: createBudget({ spending, priceOf, billedSources: new Set() }),
  });
  const settings = settingsSchema.parse({
    model: { provider: wire.source, llm },
    budget: { daily_usd: 10_000 },
  });
  let current: AnsweredRow | undefined;
  const local = { name: 'local', classify: async () => (current ? [current.opinion] : []) };
  const cascade = createCascade({
    base: createEvidencer([local]),
    hosted: { [wire.source]: hosted },
    learnedState: async () => (current ? stateOf(current) : emptyLearnedState),
  });
  const run: CascadeRun = { answers: [], opinions: [], calls: 0, failed: 0, promptTokens: 0, usd: null };
  for (const row of rows) {
    current = row;
    before(row);
    const meanings = meaningsOf(row.labels);
    const input = { ...classifierInput(row.row), settings, meanings };
    const { opinions, fallback } = await cascade.gather(input);
    if (fallback !== null) run.failed++;
    const { values } = decide({ opinions, similar: [], meanings, fallback }, settings, stateOf(row));
    const [best] = values.filter(({ dimension }) => dimension === 'category');
    // Under one half the product stays silent; the bench asks what it would have said.
    const said = best ?? firstChoice(row.opinion);
    run.answers.push({
      ...{ repo: row.row.repo, truth: row.row.label, said: said.value, confidence: said.confidence },
    });
    run.opinions.push(opinions);
  }
  const [spent] = spending.rows;
  run.calls = spent?.calls ?? 0;
  run.promptTokens = spent?.promptTokens ?? 0;
  run.usd = priceOf(model) ? (spent?.microUsd ?? 0) / 1e6 : null;
  return run;
}

function firstChoice({ probabilities }: Opinion): { value: string; confidence: number } {
  const [value, confidence] = Object.entries(probabilities).sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  return { value, confidence };
}

function meaningsOf(labels: readonly string[]): LabelMeaning[] {
  return labels.map((name, at) => ({
    label: { id: at + 1, name, color: 'ededed', description: '' },
    ...{ dimension: 'category', value: name, reason: 'name' },
  }));
}
