import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabelMeaning } from '../../../src/domain/issue/decision.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createModelStore } from '../../../src/store/learning/models.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { trainingTask, trainModel } from '../../../src/triage/learn/train-model.ts';
import type { LearntDimension, TaughtIssue, Trainer } from '../../../src/triage/ports/models.ts';
import { makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';

const meaning = (name: string, dimension: LabelMeaning['dimension'], value: string): LabelMeaning => ({
  label: { id: value.length, name, color: '', description: '' },
  ...{ dimension, value, reason: 'name' },
});
const meanings = [
  meaning('Bug', 'category', 'bug'),
  meaning('Idea', 'category', 'feature'),
  meaning('api', 'area', 'api'),
];

/** Issues from number 1 on: bugs and ideas in turn, each with an area that says nothing of its category. */
const taughtIssues = (count: number): TaughtIssue[] =>
  Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    title: i % 2 === 0 ? 'zorp' : 'flib',
    body: '',
    labels: ['api', i % 2 === 0 ? 'bug' : 'Idea'],
    labeledAt: '2026-01-01T00:00:00Z',
  }));

/** A trainer whose models are their number of lessons; of issues they say what `says` gives. */
function createTrainer(says: (lessons: number, title: string) => string, size = 1_000): Trainer {
  return {
    train: async ({ rows }) => new Uint8Array([rows.length]),
    check: async ({ models, issues }) =>
      models.map((model) => ({ size, said: issues.map(({ title }) => [says(model?.[0] ?? 0, title)]) })),
  };
}
const truth = (title: string) => (title === 'zorp' ? 'bug' : 'feature');

describe.each(databases)('a repository’s own categories, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  const learner = (dimension: LearntDimension = 'category') => {
    const repo = makeRepository();
    const models = createModelStore(database, dimension);
    return {
      models,
      repo,
      learn: (issues: TaughtIssue[], trainer: Trainer, basis = 'prior 1') =>
        trainModel({ models, trainer, basis }, repo, { dimension, issues, meanings }),
    };
  };
  const good = createTrainer((_lessons, title) => truth(title));

  it('are not learnt from a handful of issues, nor from one category alone', async () => {
    const { learn } = learner();
    expect(await learn(taughtIssues(9), good)).toBeNull();
    expect(
      await learn(
        taughtIssues(40).filter(({ title }) => title === 'zorp'),
        good,
      ),
    ).toBeNull();
  });

  it('are in use from the first version on, with its held-out issues on record', async () => {
    const { learn, models, repo } = learner();
    const learnt = await learn(taughtIssues(20), good);
    expect(learnt?.metrics).toMatchObject({
      lessons: { bug: 10, feature: 10 },
      heldOut: [5, 10, 15, 20],
      right: [5, 10, 15, 20],
      rightBefore: 4,
    });
    expect((await models.inUse(repo, 'prior 1'))?.version).toBe(1);
    expect([...((await models.bytes(repo, 1)) ?? [])]).toEqual([20]);
  });

  it('leave areas and priorities to lessons of their own', async () => {
    const areas = learner('area');
    const some = taughtIssues(40).map((issue, i) => (i % 4 === 0 ? { ...issue, labels: ['Bug'] } : issue));
    const learnt = await areas.learn(
      some,
      createTrainer(() => 'api'),
    );
    // Numbers 5, 25 … have no area, which says nothing: nobody may have looked.
    const carrying = [10, 15, 20, 30, 35, 40];
    expect(learnt?.metrics).toMatchObject({ lessons: { api: 30 }, issues: 30, heldOut: carrying });
    expect(learnt?.metrics.right).toEqual(carrying);
    expect(await learner('area').learn(taughtIssues(4), good)).toBeNull();
    expect(await learner('priority').learn(taughtIssues(100), good)).toBeNull();
  });

  it('show the model of areas every issue of the past, with all areas that there are', () => {
    const issues = taughtIssues(8).map((issue, i) => (i < 6 ? { ...issue, labels: ['Bug'] } : issue));
    const task = trainingTask({ dimension: 'area', issues, meanings }, new Set([8]));
    expect(task.rows.map(({ labels }) => labels)).toEqual([[], [], [], [], [], [], ['api']]);
    expect(task.areas).toEqual(['api']);
  });

  it('are learnt again only when enough is new', async () => {
    const { learn } = learner();
    await learn(taughtIssues(100), good);
    expect(await learn(taughtIssues(109), good)).toBeNull();
    expect((await learn(taughtIssues(110), good))?.version).toBe(2);
    // Corrections are new too, though there are no more issues.
    const corrected = taughtIssues(110).map((issue, i) =>
      i < 20 ? { ...issue, labeledAt: '2100-01-01T00:00:00Z' } : issue,
    );
    expect((await learn(corrected, good))?.version).toBe(3);
  });

  it('keep the version before where it tells held-out issues better', async () => {
    const { learn, models, repo } = learner();
    await learn(taughtIssues(20), good);
    // The first model (20 lessons) goes on being right about what came later; the new training is not.
    const worse = createTrainer((lessons, title) => (lessons === 20 ? truth(title) : 'bug'));
    const learnt = await learn(taughtIssues(40), worse);
    expect(learnt).toMatchObject({ version: 2, metrics: { rightBefore: 8, right: [5, 15, 25, 35] } });
    expect((await models.inUse(repo, 'prior 1'))?.version).toBe(1);
    expect((await learn(taughtIssues(60), good))?.version).toBe(3);
    expect((await models.inUse(repo, 'prior 1'))?.version).toBe(3);
  });

  it('are not in use while the shipped model tells them better', async () => {
    const { learn, models, repo } = learner();
    const worse = createTrainer((lessons, title) => (lessons === 0 ? truth(title) : 'bug'));
    expect((await learn(taughtIssues(20), worse))?.metrics).toMatchObject({ rightBefore: 4, right: [5, 15] });
    expect(await models.inUse(repo, 'prior 1')).toBeNull();
    expect((await learn(taughtIssues(40), good))?.version).toBe(2);
    expect((await models.inUse(repo, 'prior 1'))?.version).toBe(2);
  });

  it('are learnt anew on another basis', async () => {
    const { learn, models, repo } = learner();
    await learn(taughtIssues(20), good);
    expect(await models.inUse(repo, 'prior 2')).toBeNull();
    expect((await learn(taughtIssues(20), good, 'prior 2'))?.metrics.rightBefore).toBe(4);
    expect((await models.inUse(repo, 'prior 2'))?.version).toBe(2);
  });

  it('never take more than their share of memory', async () => {
    const { learn, models, repo } = learner();
    await learn(
      taughtIssues(20),
      createTrainer((_lessons, title) => truth(title), 9 * 1024 * 1024),
    );
    expect(await models.inUse(repo, 'prior 1')).toBeNull();
  });

  it('leave few versions behind', async () => {
    const { learn, models, repo } = learner();
    for (let i = 1; i <= 6; i++) await learn(taughtIssues(20 * i), good);
    expect(await models.bytes(repo, 2)).toBeNull();
    expect(await models.bytes(repo, 5)).not.toBeNull();
  });

  it('give up a version that a revoked lesson may have taught, whatever it was worth', async () => {
    const { learn, models, repo } = learner();
    const lessons = createLessonStore(database);
    const mona = { login: 'mona', id: 1, kind: 'person' } as const;
    const teach = async (cause: string) => {
      const [one] = await lessons.teach(repo, [
        {
          ...{ number: 1, cause, by: mona, deliveryId: null, said: null, at: '2026-01-01T00:00:00Z' },
          ...{ verdict: 'missed', source: 'label' },
          subject: { kind: 'label', label: 'Bug', labelId: 1, dimension: 'category', value: 'bug' },
        },
      ]);
      return one?.id ?? '';
    };
    const id = await teach('d-1');
    await learn(taughtIssues(40), good);
    expect(await learn(taughtIssues(40), good)).toBeNull();
    await lessons.revoke(repo, { ids: [id] }, mona);
    // The next one tells nothing rightly, and takes the place all the same.
    const worse = createTrainer(() => 'question');
    expect((await learn(taughtIssues(39), worse))?.version).toBe(2);
    expect((await models.inUse(repo, 'prior 1'))?.version).toBe(2);
    expect(await learn(taughtIssues(39), worse)).toBeNull();
    // Too little is left to learn from: no version is in use.
    await lessons.revoke(repo, { ids: [await teach('d-2')] }, mona);
    expect(await learn(taughtIssues(3), good)).toBeNull();
    expect(await models.inUse(repo, 'prior 1')).toBeNull();
  });

  it('take weak labels for areas with few lessons, until they make it worse or are dropped', async () => {
    const repo = makeRepository();
    const models = createModelStore(database, 'area');
    const labels = Array.from({ length: 6 }, (_, i) => ({ number: i + 50, value: 'docs', confidence: 0.9 }));
    const bare = Array.from({ length: 10 }, (_, i) => ({
      ...{ number: i + 50, title: 'zorp', body: '', labels: [], labeledAt: null },
    }));
    const issues: TaughtIssue[] = [...taughtIssues(10), ...bare];
    const tasks: (number | undefined)[] = [];
    /** Right about held-out issues but where weak labels taught it and `harmful`. */
    const trainer = (harmful: boolean): Trainer => ({
      train: async ({ weak }) => {
        tasks.push(weak?.length);
        return new Uint8Array([weak && harmful ? 1 : 2]);
      },
      check: async ({ models: asked, issues: held }) =>
        asked.map((model) => ({ size: 1_000, said: held.map(() => (model?.[0] === 2 ? ['api'] : [])) })),
    });
    const learn = (run: string | null, harmful = false) =>
      trainModel({ models, trainer: trainer(harmful), basis: 'prior 1' }, repo, {
        ...{ dimension: 'area', issues, meanings: [...meanings, meaning('docs', 'area', 'docs')] },
        weak: run === null ? null : { run, labels },
      });
    expect((await learn(null))?.metrics).toMatchObject({ issues: 10, right: [5, 10] });
    expect((await learn('run 1'))?.metrics).toMatchObject({ issues: 10, heldOut: [5, 10], weakRun: 'run 1' });
    expect(await learn('run 1')).toBeNull();
    expect(tasks).toEqual([undefined, undefined, 6, 6]);
    // Dropped: the model that they taught goes, although it was right.
    expect((await learn(null))?.metrics.weakRun).toBeUndefined();
    expect(tasks.splice(0)).toEqual([undefined, undefined, 6, 6, undefined, undefined]);
    // Another run makes it worse: the model is taught by people alone.
    const learnt = await learn('run 2', true);
    expect(tasks).toEqual([6, 6, undefined, undefined]);
    expect(learnt?.metrics).toMatchObject({ right: [5, 10], verdict: { code: 'better_or_same' } });
    expect(await learn('run 2', true)).toBeNull();
  });
});
