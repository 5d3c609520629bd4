import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createModelCache } from '../../src/classify/local/category/model-cache.ts';
import { taughtModelShape } from '../../src/classify/local/labels/taught-model.ts';
import { createLocalClassifier } from '../../src/classify/local/local-classifier.ts';
import { createTrainer } from '../../src/classify/local/trainer.ts';
import { readTaxonomy } from '../../src/domain/taxonomy/taxonomy.ts';
import type { Database } from '../../src/store/core/database.ts';
import { createModelStore } from '../../src/store/learning/models.ts';
import { trainModel } from '../../src/triage/learn/train-model.ts';
import type { TaughtIssue } from '../../src/triage/ports/models.ts';
import { classifierInput } from '../classify/classifier-input.ts';
import { lessons } from '../classify/local/lessons.ts';
import { makeRepository } from '../store/make-repository.ts';
import { databases } from '../support/databases.ts';

const { settings } = classifierInput(undefined);
const meanings = readTaxonomy(
  ['effort: small', 'effort/large', 'Difficulty: medium'].map((name, i) => ({
    id: i + 1,
    ...{ name, color: '', description: '' },
  })),
  settings,
  new Map(),
);
/** What maintainers here made of their issues: crashes are quick to mend, wishes are long work. */
const labelOf: Record<string, string> = {
  bug: 'effort: small',
  feature: 'effort/large',
  question: 'Difficulty: medium',
};
const taught = (count: Record<string, number>): TaughtIssue[] =>
  lessons(count).map(({ title, body, label }, i) => ({
    number: i + 1,
    ...{ title, body, labels: [labelOf[label] ?? ''], labeledAt: '2026-01-01T00:00:00Z' },
  }));
const text = {
  title: 'The menu hangs',
  body: '### Type\n\nDefect\n\nWhen I open the menu it fails with an error.',
};

describe.each(databases)('a repository’s own efforts, $name', ({ open }) => {
  let database: Database;
  const trainer = createTrainer();
  beforeAll(async () => {
    database = await open();
  });
  afterAll(async () => {
    await trainer.close();
    await database?.close();
  });

  const repository = () => {
    const repo = makeRepository();
    const models = createModelStore(database, 'effort');
    const subject = { dimension: 'effort' as const, meanings };
    return {
      learn: (issues: TaughtIssue[]) =>
        trainModel({ models, trainer, basis: 'prior 1' }, repo, { ...subject, issues }),
      async opinion() {
        const source = {
          latestVersion: async () => (await models.inUse(repo, 'prior 1'))?.version ?? null,
          async getModel(_: unknown, version: number) {
            const bytes = await models.bytes(repo, version);
            return bytes && { version, bytes };
          },
        };
        const classifier = createLocalClassifier({
          loadScales: { effort: createModelCache(source, taughtModelShape) },
        });
        const opinions = await classifier.classify({ ...classifierInput(text), repo, meanings });
        return opinions.find(({ dimension }) => dimension === 'effort');
      },
    };
  };

  it('are told from the words of issues, once there are enough of them', async () => {
    const { learn, opinion } = repository();
    expect(await opinion()).toBeUndefined();
    const learnt = await learn(taught({ bug: 20, feature: 20, question: 20 }));
    expect(learnt?.metrics.lessons).toEqual({ small: 20, large: 20, medium: 20 });
    const told = await opinion();
    expect(told?.model).toBe('local efforts v1');
    expect(told?.probabilities.small).toBeGreaterThan(0.6);
    expect(told?.reasons.small?.length).toBeGreaterThan(0);
  });

  it('are not told by nineteen lessons, nor by one value alone', async () => {
    const { learn, opinion } = repository();
    expect(await learn(taught({ bug: 10, feature: 9 }))).toBeNull();
    expect(await learn(taught({ bug: 60 }))).toBeNull();
    expect(await opinion()).toBeUndefined();
  });

  it('are not told where the words do not tell them', async () => {
    const { learn, opinion } = repository();
    const values = Object.values(labelOf);
    const issues = taught({ bug: 20, feature: 20, question: 20 }).map((issue, i) => ({
      ...issue,
      labels: [values[[0, 0, 1, 2, 0, 1, 2, 2, 1, 0, 2][i % 11] ?? 0] ?? ''],
    }));
    expect((await learn(issues))?.version).toBe(1);
    const said = await opinion();
    expect(said?.probabilities).toEqual({});
    // People may still choose from what it holds too unlikely to tell.
    expect(Object.keys(said?.maybe ?? {}).sort()).toEqual(['large', 'medium', 'small']);
  });
});
