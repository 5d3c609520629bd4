import { modelProbabilities, untaughtModel } from '../../src/classify/local/category/predict.ts';
import { createReader } from '../../src/classify/local/category/read-once.ts';
import { modelFromBytes, type RepositoryModel } from '../../src/classify/local/category/repository-model.ts';
import type { Prior } from '../../src/classify/local/prior/prior.ts';
import { checkModels, trainToBytes } from '../../src/classify/local/train-worker.ts';
import type { LiveOutcome } from '../../src/domain/autonomy/label-outcome.ts';
import type { LabelTrackRecord } from '../../src/domain/autonomy/label-track-record.ts';
import { trackRecordOf } from '../../src/domain/autonomy/label-track-record.ts';
import { vouchingFor } from '../../src/domain/autonomy/pooled-precision.ts';
import type { LabelMeaning } from '../../src/domain/issue/decision.ts';
import { trainModel } from '../../src/triage/learn/train-model.ts';
import type { ModelMetrics, ModelStore, Trainer } from '../../src/triage/ports/models.ts';
import type { StreamedIssue } from './read-stream.ts';

export interface Prediction {
  value: string;
  confidence: number;
  /** Whether the value's label has earned to be written at this confidence. */
  written: boolean;
}

/** Answers an issue by what it was taught, then is taught by it. */
export interface Learner {
  name: 'none' | 'learning' | 'every 100';
  predict(issue: StreamedIssue): Prediction;
  learn(issue: StreamedIssue, said: { value: string; confidence: number; right: boolean }): Promise<void>;
}

/** Outcomes that place a label: the newest, since older ones tell of models of that time. */
const newestOutcomes = 300;
const target = 0.8;
/** The labels are placed anew after so many issues. */
const placedEvery = 5;

/**
 * The three learners of one repository, on top of a prior that hasn't seen it: none, by the product's own rule, and anew every 100 issues.
 * @param pooled whether the labels vouch for each other, as in the product
 */
export function learningPolicies(
  meanings: readonly LabelMeaning[],
  prior: Prior,
  pooled: boolean,
): Learner[] {
  return [
    createLearner('none', { prior, pooled }, async () => null),
    createLearner('learning', { prior, pooled }, byRule(meanings, prior)),
    createLearner('every 100', { prior, pooled }, async (taught) => {
      if (taught.length % 100 !== 0) return null;
      const rows = taught.map(({ title, body, truth }) => ({ title, body, labels: [truth] }));
      return modelFromBytes(trainToBytes({ dimension: 'category', rows, history: rows }, prior));
    }),
  ];
}

type Retrain = (taught: readonly StreamedIssue[]) => Promise<RepositoryModel | null>;

function createLearner(
  name: Learner['name'],
  { prior, pooled }: { prior: Prior; pooled: boolean },
  retrain: Retrain,
): Learner {
  let model = untaughtModel(prior);
  const taught: StreamedIssue[] = [];
  const live = new Map<string, LiveOutcome[]>();
  const standings = new Map<string, LabelTrackRecord>();
  const place = () => {
    for (const [value, outcomes] of live) {
      const ask = { label: value, dimension: 'category', value, target, fixedThreshold: null } as const;
      const current = standings.get(value)?.autonomy ?? null;
      const own = outcomes.slice(-newestOutcomes);
      const all = [...live.values()].flatMap((each) => each.slice(-newestOutcomes));
      const vouchedAt = pooled ? vouchingFor('category', all, own) : null;
      standings.set(
        value,
        trackRecordOf({ ...ask, current, replayed: [], live: own, seen: own.length, vouchedAt }),
      );
    }
  };
  return {
    name,
    predict(issue) {
      const { features } = createReader(issue)(model.templates);
      const probabilities = modelProbabilities(model, prior, features, null);
      const [value, confidence] = Object.entries(probabilities).reduce((best, one) =>
        one[1] > best[1] ? one : best,
      );
      const standing = standings.get(value);
      const written = standing?.autonomy === 'apply' && confidence >= standing.threshold;
      return { value, confidence, written };
    },
    async learn(issue, { value, confidence, right }) {
      taught.push(issue);
      if (confidence >= 0.5) {
        const due = confidence >= (standings.get(value)?.threshold ?? target);
        const at = issue.labeledAt ?? '';
        const outcome = { number: issue.number, dimension: 'category', value, confidence, right, at, due };
        live.set(value, [...(live.get(value) ?? []), outcome as LiveOutcome]);
      }
      if (taught.length % placedEvery === 0) place();
      model = (await retrain(taught)) ?? model;
    },
  };
}

/** The product's own rule: once a tenth is new, judged on held-out issues, and kept unless it loses. */
function byRule(meanings: readonly LabelMeaning[], prior: Prior): Retrain {
  const repo = { installationId: 1, repositoryId: 1, owner: 'bench', name: 'bench', private: false };
  const basis = prior.version;
  let now = '';
  const versions: { bytes: Uint8Array; metrics: ModelMetrics; use: boolean; at: string }[] = [];
  const about = (i: number) => {
    const kept = versions[i];
    return kept ? { version: i + 1, metrics: kept.metrics, createdAt: kept.at } : null;
  };
  const models: ModelStore = {
    inUse: async () => about(versions.findLastIndex(({ use }) => use)),
    newest: async () => about(versions.length - 1),
    bytes: async (_place, version) => versions[version - 1]?.bytes ?? null,
    // Nobody revokes anything here.
    isTainted: async () => false,
    retire: async () => undefined,
    async add(_place, version) {
      return versions.push({ ...version, at: now });
    },
  };
  const trainer: Trainer = {
    train: async (task) => trainToBytes(task, prior),
    check: async (task) => checkModels(task, prior),
  };
  return async (taught) => {
    now = taught.at(-1)?.labeledAt ?? '';
    const subject = { dimension: 'category', issues: taught, meanings } as const;
    const learnt = await trainModel({ models, trainer, basis }, repo, subject);
    const kept = learnt && versions[learnt.version - 1];
    return kept?.use ? modelFromBytes(kept.bytes) : null;
  };
}
