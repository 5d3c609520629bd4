import { randomBytes } from 'node:crypto';
import { buildMenu } from '../../../domain/prompt/menu.ts';
import { parseAnswer } from '../../../domain/prompt/parse-answer.ts';
import type { PromptRequest } from '../../../domain/prompt/prompt-request.ts';
import { chooseModel } from '../../../domain/settings/choose-model.ts';
import { describeLabelsPrompt, readDescriptions } from '../../../domain/weak-labels/describe-labels.ts';
import type { LabelingProblem } from '../../../domain/weak-labels/labeling-run.ts';
import {
  type BatchLabeler,
  type BatchTask,
  LabelerFailed,
  type WrittenBatch,
} from '../../../triage/ports/weak-labels.ts';
import type { BatchMoney } from '../budget.ts';
import { plainWithoutSecrets, preparePrompt } from '../prepare-prompt.ts';
import type { Usage } from '../prices/usage.ts';
import { loadTokens, maxPromptTokens, promptLimitFor } from '../tokens.ts';
import { CallFailed, type Wire } from '../wire.ts';
import { type BatchQuestion, type BatchWire, batchTimeoutMs } from './batch-wire.ts';

export interface BatchLabelerParts {
  wire: Wire;
  batches: BatchWire;
  /** The App's own choice of model. */
  model: string;
  /** Models that settings may name instead. */
  allowedModels: readonly string[];
  money: BatchMoney;
  /** Whether the provider itself answers, which takes half the price for batches. */
  halfPrice: boolean;
}

/** Prompt tokens of one question: shorter than a live one's, since there are thousands. */
const mostTokens = 3_000;
const areaAnswerTokens = 400;
/** Room for so many tokens in the description of each label. */
const descriptionTokens = 60;
/** What an answer is usually long: a short reason, a value and a word for each area. */
const usualAnswerTokens = 60;
const areas = ['area'] as const;

interface Written extends WrittenBatch {
  questions: BatchQuestion[];
}

/** One provider's batches as a source of weak labels. */
export function createBatchLabeler(parts: BatchLabelerParts): BatchLabeler {
  const { wire, batches, money, halfPrice } = parts;
  const { source } = wire;
  const key = { source, share: halfPrice ? 0.5 : 1 };
  return {
    source,
    halfPrice,
    modelFor: ({ model: { name } }) => chooseModel(name, parts.model, parts.allowedModels),
    check: () =>
      told(batches.check, (error) =>
        error.status !== null && [404, 405, 501].includes(error.status) ? 'no_batches' : problemOf(error),
      ),
    write: (task, model) => write(task, model, wire),
    estimate: ({ model, promptTokens, questions, answerTokens }) =>
      money.costOf(
        { ...key, model },
        promptTokens,
        Math.min(answerTokens, questions.length * usualAnswerTokens),
      ),
    hold: (input, { model, promptTokens, answerTokens, questions }) =>
      money.hold(input, { ...key, model, promptTokens, answerTokens, calls: questions.length }),
    settle: (repo, model, held, used) => money.settle(repo, { ...key, model }, held, used),
    find: (id, since, questions) =>
      told((signal) => batches.find(id, { since: new Date(since), questions }, signal)),
    submit: (id, written) => told((signal) => batches.submit(id, (written as Written).questions, signal)),
    async read(providerId, { id, meanings, undescribed }, model) {
      const state = await told((signal) => batches.read(providerId, signal));
      if (state.state !== 'ended') return state;
      const menu = buildMenu(meanings, new Map(), areas);
      const labels = [...state.replies].flatMap(([question, reply]) => {
        const number = Number(question.slice(id.length + 1));
        if (reply.kind !== 'answer' || !question.startsWith(`${id}-`) || !(number > 0)) return [];
        const parsed = parseAnswer(reply.text, menu);
        const chosen = parsed.ok ? (parsed.choices.area ?? []) : [];
        return chosen.map(({ value, confidence }) => ({ number, value, confidence }));
      });
      const described = state.replies.get(`${id}-0`);
      const names = undescribed.map(({ label }) => label);
      const descriptions = described?.kind === 'answer' ? readDescriptions(described.text, names) : [];
      const usages = [...state.replies.values()].map(({ usage }) => usage);
      return {
        state: 'ended',
        labels,
        descriptions,
        used: sumOf(usages, (usage) => money.priceUsage({ ...key, model }, usage)),
      };
    },
    cancel: (providerId) => told((signal) => batches.cancel(providerId, signal)),
    discard: (providerId) => told((signal) => batches.discard(providerId, signal)),
  };
}

async function write(task: BatchTask, model: string, wire: Wire): Promise<Written> {
  const { id, meanings, guidance, description } = task;
  const tokens = await loadTokens();
  const limit = Math.min(mostTokens, promptLimitFor(model));
  // Where a vocabulary splits texts into more tokens than ours, more are counted.
  const stretch = maxPromptTokens / Math.max(promptLimitFor(model), maxPromptTokens / 2);
  const questions: BatchQuestion[] = [];
  let promptTokens = 0;
  let answerTokens = 0;
  const add = (
    number: number,
    question: Omit<BatchQuestion['question'], 'model' | 'stableTokens'>,
    counted: number,
  ) => {
    // Questions of a batch are asked in no order that a cache could use.
    questions.push({ id: `${id}-${number}`, question: { model, stableTokens: 0, ...question } });
    promptTokens += Math.ceil(counted * stretch);
    answerTokens += wire.billable(model, question.maxAnswerTokens);
  };
  for (const { number, title, body } of task.issues) {
    const request: PromptRequest = {
      title,
      body,
      meanings,
      guidance,
      description,
      examples: [],
      only: areas,
    };
    const { system, user, schema, tokens: counted } = await preparePrompt(request, model, limit);
    add(number, { system, user, schema, maxAnswerTokens: areaAnswerTokens }, counted);
  }
  if (task.undescribed.length > 0) {
    const examples = task.undescribed.flatMap(({ label, titles }) =>
      titles.map((title) => ({ title, body: '', values: [{ dimension: 'area' as const, value: label }] })),
    );
    const plain = await plainWithoutSecrets({ title: '', body: '', meanings: [], examples, description });
    const names = task.undescribed.map(({ label }) => label);
    const fence = `=====${randomBytes(12).toString('hex')}=====`;
    const prompt = describeLabelsPrompt(names, plain, fence);
    const counted = tokens.count(prompt.system + prompt.user + JSON.stringify(prompt.schema)) + 40;
    add(0, { ...prompt, maxAnswerTokens: 100 + names.length * descriptionTokens }, counted);
  }
  return { questions, model, promptTokens, answerTokens };
}

/** What all answers used; null where one came without a count. */
function sumOf(usages: readonly (Usage | null)[], priceOf: (usage: Usage) => number) {
  const sum = { microUsd: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
  for (const usage of usages) {
    if (!usage) return null;
    sum.microUsd += priceOf(usage);
    sum.promptTokens += usage.promptTokens;
    sum.cachedTokens += usage.cachedTokens;
    sum.completionTokens += usage.completionTokens;
  }
  return sum;
}

/** Calls the provider within the time for a transfer, and tells its failure in words of ours. */
async function told<Value>(
  call: (signal: AbortSignal) => Promise<Value>,
  problem: (error: CallFailed) => LabelingProblem | null = problemOf,
): Promise<Value> {
  try {
    return await call(AbortSignal.timeout(batchTimeoutMs));
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    throw new LabelerFailed(error.message, problem(error));
  }
}

function problemOf({ passing, fault }: CallFailed): LabelingProblem | null {
  return passing ? null : (fault ?? 'refused');
}
