import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../../src/domain/actions/action.ts';
import type { LabelMeaning } from '../../../src/domain/issue/decision.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { createRemainingWrites } from '../../../src/store/lessons/remaining-writes.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createEffectStore } from '../../../src/store/record/effects.ts';
import { createTimelineStore } from '../../../src/store/record/timeline.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { effects as ledger } from '../../../src/store/schema/record-schema.ts';
import { acceptWhatStands } from '../../../src/triage/learn/record-lesson.ts';
import { databases } from '../../support/databases.ts';
import { keepLabels } from '../keep-read.ts';
import { makeIssue, makeRepository } from '../make-repository.ts';

const ours = { login: 'dispatch', id: null, kind: 'bot' } as const;
const mona = { login: 'mona', id: 1, kind: 'person' } as const;
const day = 86_400_000;
const meanings: LabelMeaning[] = [
  ['bug', 'category', 'bug'],
  ['needs-info', 'workflow', ''],
].map(([name = '', dimension, value = ''], i) => ({
  label: { id: i + 1, name, color: '', description: '' },
  dimension: dimension as LabelMeaning['dimension'],
  ...{ value, reason: 'name' },
}));
const add = (label: string, labelId: number): Action => ({ kind: 'label.add', label, labelId, why: '' });

describe.each(databases)('labels that are left to stand, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  async function setUp() {
    const repo = makeRepository();
    const repositories = createRepositoryStore(database, async () => undefined);
    await repositories.saveRepository(repo);
    await keepLabels(
      repositories,
      repo,
      meanings.map(({ label }) => label),
      meanings,
    );
    const issues = createIssueStore(database);
    const effects = createEffectStore(database);
    const lessons = createLessonStore(database);
    const standing = createRemainingWrites(database);
    const deps = { lessons, standing, decisions: createDecisionStore(database) };
    const write = async (number: number, action: Action, actor: typeof ours | typeof mona = ours) => {
      const by = { deliveryId: null, actor, models: ['local v1'] };
      const [effect] = await effects.intend(repo, number, `c-${action.kind}`, [action], by);
      await effects.complete(repo, number, [{ id: effect?.id ?? '', githubId: null }]);
    };
    const carry = (number: number, labels: string[]) =>
      issues.saveIssue(repo, makeIssue(repo, number, { labels }));
    const age = (days: number) =>
      database.withTenant(repo.installationId, (tx) =>
        tx.update(ledger).set({ doneAt: sql`done_at - make_interval(days => ${days})` }),
      );
    const accept = () => acceptWhatStands(deps, repo, Date.now());
    const accepted = async () =>
      (await lessons.list(repo, {}, 50)).map(
        ({ number, verdict, source }) => `${number} ${verdict} ${source}`,
      );
    return { repo, effects, lessons, standing, write, carry, age, accept, accepted };
  }

  it('are accepted after 14 days, once', async () => {
    const { write, carry, age, accept, accepted, lessons, repo } = await setUp();
    await carry(1, ['Bug']);
    await write(1, add('bug', 1));
    await age(13);
    expect(await accept()).toBe(false);
    expect(await accepted()).toEqual([]);
    await age(2);
    await accept();
    await accept();
    expect(await accepted()).toEqual(['1 accepted time']);
    const [lesson] = await lessons.list(repo, {}, 1);
    expect(lesson).toMatchObject({
      by: null,
      subject: { label: 'bug', dimension: 'category', value: 'bug' },
    });
    expect(Date.parse(lesson?.at ?? '')).toBeGreaterThan(Date.now() - day);
    await lessons.revoke(repo, { ids: [lesson?.id ?? ''] }, mona);
    await accept();
    expect(await accepted()).toEqual([]);
  });

  it('are not those that a rule of the settings put on: it proves nothing of our predictions', async () => {
    const { write, carry, age, accept, accepted } = await setUp();
    for (const number of [1, 2]) await carry(number, ['bug']);
    await write(1, { ...add('bug', 1), why: { code: 'rule' } } as Action);
    await write(2, {
      ...add('bug', 1),
      why: { code: 'reached_threshold', confidence: 0.9, threshold: 0.8 },
    } as Action);
    await age(15);
    await accept();
    expect(await accepted()).toEqual(['2 accepted time']);
  });

  it('are not those that somebody touched, asked for, took off or taught, and no workflow label', async () => {
    const { repo, write, carry, standing, lessons, age, accept, accepted } = await setUp();
    const timeline = createTimelineStore(database);
    for (const number of [1, 2, 3, 4, 5]) await carry(number, ['bug', 'needs-info']);
    await carry(6, []);
    for (const number of [1, 3, 4, 5, 6]) await write(number, add('bug', 1));
    await write(2, add('bug', 1), mona);
    await write(4, { kind: 'label.remove', label: 'bug', labelId: 1, why: '' });
    await write(1, add('needs-info', 2));
    await timeline.append(repo, 3, [
      { kind: 'unlabeled', actor: mona, deliveryId: 'd-1', detail: { label: 'Bug' } },
      { kind: 'labeled', actor: mona, deliveryId: 'd-2', detail: { label: 'Bug' } },
    ]);
    await lessons.teach(repo, [
      {
        ...{ number: 5, verdict: 'accepted', source: 'console', by: mona, cause: 'r-1', deliveryId: null },
        ...{ at: '2026-11-01T00:00:00Z', said: null },
        subject: { kind: 'label', label: 'bug', labelId: 1, dimension: 'category', value: 'bug' },
      },
    ]);
    const found = await Promise.all([1, 2, 3, 4, 5, 6].map((number) => standing.ofIssue(repo, number)));
    expect(found.map((writes) => writes.map(({ label, labelId }) => [label, labelId]))).toEqual([
      [['bug', 1]],
      ...[[], [], [], [], []],
    ]);
    await age(20);
    await accept();
    expect(await accepted()).toEqual(expect.arrayContaining(['1 accepted time', '5 accepted console']));
    expect(await accepted()).toHaveLength(2);
  });
});
