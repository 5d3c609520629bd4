import { learnAreas } from '../src/classify/local/areas/learn-areas.ts';
import { shippedAreaWeights } from '../src/classify/local/areas/shipped-area-weights.ts';
import { trainRepositoryModel } from '../src/classify/local/category/train-repository-model.ts';
import { trainTaughtModel } from '../src/classify/local/labels/taught-model.ts';
import { createLocalClassifier } from '../src/classify/local/local-classifier.ts';
import type { Prior } from '../src/classify/local/prior/prior.ts';
import { efforts, type LabelMeaning, priorities } from '../src/domain/issue/decision.ts';
import { defaultSettings } from '../src/domain/settings/settings.ts';
import type { BenchRow } from './accuracy-splits.ts';

/**
 * Asks the whole local classifier (category, areas, priority and effort, with reasons) about each issue, once for each
 * `clock`. The data have no areas, priorities or efforts: they are made up from lengths of texts, since only the time counts.
 * @param areas how many areas the made-up repository has
 */
export async function predictAll(
  { train, test }: { train: readonly BenchRow[]; test: readonly BenchRow[] },
  prior: Prior,
  clock: () => () => void,
  areas = 60,
): Promise<void> {
  const taught = (kind: 'priority' | 'effort', valuesOf: (row: BenchRow, i: number) => string[]) => {
    const model = trainTaughtModel(
      kind,
      train.map((row, i) => ({ ...row, labels: valuesOf(row, i) })),
    );
    // A scale that no text tells keeps silent; here it speaks, so that its reasons are counted.
    if (model.ranks) model.ranks.from = 0;
    return async () => ({ model, version: 1 });
  };
  const names = Array.from({ length: areas }, (_, i) => `area ${i}`);
  const { model: taughtAreas } = learnAreas(
    train.map((row, i) => ({ ...row, labels: [names[i % areas] as string] })),
    names,
    shippedAreaWeights(),
  );
  const own = trainRepositoryModel(train, prior);
  const classifier = createLocalClassifier({
    prior,
    loadModel: async () => ({ model: own, version: 1 }),
    loadAreas: async () => ({ model: taughtAreas, version: 1 }),
    loadScales: {
      priority: taught('priority', (row) => [priorities[row.body.length % 4] as string]),
      effort: taught('effort', (row) => [efforts[row.title.length % 3] as string]),
    },
  });
  const meanings: LabelMeaning[] = Array.from({ length: areas }, (_, i) => ({
    label: { id: i + 1, name: `area ${i}`, color: '', description: '' },
    ...{ dimension: 'area', value: `area ${i}`, reason: 'name' },
  }));
  for (const { title, body } of test) {
    const input = { ...frame, issue: { ...frame.issue, title, body }, meanings };
    const done = clock();
    await classifier.classify(input);
    done();
  }
}

const frame = {
  repo: { installationId: 1, repositoryId: 1, owner: 'acme', name: 'rocket', private: false },
  issue: {
    ...{ repositoryId: 1, number: 1, state: 'open' as const, stateReason: null, type: null, locked: false },
    ...{ labels: [], assignees: [], authorAssociation: 'NONE' as const, closedAt: null },
    author: { login: 'ada', id: 5, kind: 'person' as const },
    ...{ createdAt: '2026-01-02T03:04:05Z', updatedAt: '2026-01-02T03:04:05Z' },
  },
  similar: [],
  settings: defaultSettings,
};
