import type { Opinion } from '../../domain/issue/decision.ts';
import { parseAnswer } from '../../domain/prompt/parse-answer.ts';
import type { PromptRequest, TaughtExample } from '../../domain/prompt/prompt-request.ts';
import { toOpinions } from '../../domain/prompt/to-opinions.ts';
import { chooseModel } from '../../domain/settings/choose-model.ts';
import type { ClassifierInput } from '../../triage/ports/core.ts';
import { askWithinBudget } from './ask-within-budget.ts';
import type { Budget } from './budget.ts';
import { preparePrompt } from './prepare-prompt.ts';
import type { Asked, Provider } from './provider.ts';

/** What a hosted model made of an issue, or why it made nothing of it, in words. */
export type Consultation = { ok: true; opinions: Opinion[] } | { ok: false; reason: string };

export interface HostedModel {
  readonly source: Provider['source'];
  /** `known` is what the local model thinks: of many areas the likeliest are offered. One question at most, to the model that the settings name where it is allowed. Rejects only where the budget's database does. */
  consult(input: ClassifierInput, named?: string, known?: readonly Opinion[]): Promise<Consultation>;
  state: Provider['state'];
  health: Provider['health'];
}

/** What one question came to, for metrics. */
export interface CallRecord {
  source: string;
  outcome: Asked['kind'] | 'no budget' | 'bad form';
  seconds: number;
  promptTokens: number;
  completionTokens: number;
}

export interface HostedModelParts {
  provider: Provider;
  /** The App's own choice of model. */
  model: string;
  /** Models that settings may name instead. */
  allowedModels?: readonly string[];
  budget: Budget;
  /** Issues that people have labeled, nearest to this one first. */
  findExamples?: (input: ClassifierInput) => Promise<TaughtExample[]>;
  /** Descriptions of labels that have none on GitHub, by the label's name. */
  describe?: (repository: ClassifierInput['repo']) => Promise<ReadonlyMap<string, string>>;
  observe?: (call: CallRecord) => void;
}

/** Room for a reason, a value and a confidence in each dimension, and ten areas. */
const maxAnswerTokens = 700;

/** One provider as a source of evidence: prompt, budget, call, answer. */
export function createHostedModel(parts: HostedModelParts): HostedModel {
  const { provider, budget, observe = () => {} } = parts;
  return {
    source: provider.source,
    state: provider.state,
    health: provider.health,
    async consult(input, named, known = []) {
      const model = chooseModel(named, parts.model, parts.allowedModels ?? []);
      const examples = (await parts.findExamples?.(input)) ?? [];
      const meanings = await described(input, parts.describe);
      const prompt = await preparePrompt(requestOf({ ...input, meanings }, known, examples), model).catch(
        () => null,
      );
      if (!prompt) return { ok: false, reason: 'the question could not be written' };
      const record = { source: provider.source, seconds: 0, promptTokens: 0, completionTokens: 0 };
      const started = performance.now();
      const question = { model, ...prompt, maxAnswerTokens };
      const asked = await askWithinBudget({ provider, budget }, input, question);
      if (asked.kind === 'no budget') {
        observe({ ...record, outcome: asked.kind });
        return { ok: false, reason: asked.text };
      }
      const parsed = asked.kind === 'answer' ? parseAnswer(asked.text, prompt.menu) : null;
      observe({
        ...record,
        outcome: parsed?.ok === false ? 'bad form' : asked.kind,
        seconds: (performance.now() - started) / 1000,
        promptTokens: asked.usage?.promptTokens ?? 0,
        completionTokens: asked.usage?.completionTokens ?? 0,
      });
      if (!parsed) return { ok: false, reason: asked.text };
      if (!parsed.ok) return parsed;
      const by = { source: provider.source, model };
      return { ok: true, opinions: toOpinions(parsed.choices, prompt.menu, by) };
    },
  };
}

/** The labels' meanings, those without a description with the one that is kept for them. */
async function described(
  { repo, meanings }: ClassifierInput,
  describe: HostedModelParts['describe'],
): Promise<ClassifierInput['meanings']> {
  const isBare = ({ dimension, label }: ClassifierInput['meanings'][number]) =>
    dimension === 'area' && label.description === '';
  if (!describe || !meanings.some(isBare)) return meanings;
  const kept = await describe(repo);
  return meanings.map((meaning) => {
    const description = isBare(meaning) ? kept.get(meaning.label.name) : undefined;
    return description ? { ...meaning, label: { ...meaning.label, description } } : meaning;
  });
}

function requestOf(
  { issue, meanings, settings, description }: ClassifierInput,
  known: readonly Opinion[],
  examples: readonly TaughtExample[],
): PromptRequest {
  const { title, body, authorAssociation: association } = issue;
  const { guidance } = settings.model;
  return { title, body, association, meanings, likely: likelyAreas(known), guidance, description, examples };
}

function likelyAreas(known: readonly Opinion[]): Map<string, number> {
  return new Map(
    known.flatMap(({ dimension, probabilities }) =>
      dimension === 'area' ? Object.entries(probabilities) : [],
    ),
  );
}
