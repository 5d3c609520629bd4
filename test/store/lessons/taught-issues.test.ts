import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabelMeaning } from '../../../src/domain/issue/decision.ts';
import type { NewLesson } from '../../../src/domain/issue/lesson.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createPastStore } from '../../../src/store/issues/pasts.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { createTaughtIssues } from '../../../src/store/lessons/taught-issues.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { databases } from '../../support/databases.ts';
import { keepLabels, keepSettings } from '../keep-read.ts';
import { makeIssue, makeRepository } from '../make-repository.ts';

const mona = { login: 'mona', id: 1, kind: 'person' } as const;
const ours = { login: 'dispatch[bot]', id: 2, kind: 'bot' } as const;
const maren = { login: 'maren', id: 4, kind: 'person' } as const;
const at = '2026-11-02T00:00:00Z';
const later = '2026-11-03T00:00:00.000Z';

const meanings: LabelMeaning[] = [
  ['Bug', 'category', 'bug'],
  ['Question', 'category', 'question'],
  ['api', 'area', 'api'],
].map(([name = '', dimension, value = ''], i) => ({
  label: { id: i + 1, name, color: '', description: '' },
  dimension: dimension as LabelMeaning['dimension'],
  value,
  reason: 'name',
}));

const lesson = (number: number, label: string, given: Partial<NewLesson> = {}): NewLesson => {
  const meaning = meanings.find((each) => each.label.name === label) as LabelMeaning;
  return {
    number,
    subject: {
      kind: 'label',
      label,
      labelId: meaning.label.id,
      dimension: meaning.dimension as 'category',
      value: meaning.value,
    },
    verdict: 'missed',
    source: 'label',
    by: mona,
    cause: `d-${number}-${label}`,
    deliveryId: null,
    at: later,
    said: null,
    ...given,
  };
};

describe.each(databases)('issues that teach, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  async function setUp() {
    const repo = makeRepository();
    const repositories = createRepositoryStore(database, async () => undefined);
    await repositories.saveRepository(repo);
    const name = async (labels: LabelMeaning[]) =>
      keepLabels(
        repositories,
        repo,
        labels.map(({ label }) => label),
        labels,
      );
    await name(meanings);
    const issues = createIssueStore(database);
    const taught = async () => {
      const found = await createTaughtIssues(database).newest(repo, 50);
      return Object.fromEntries(found.map(({ number, labels }) => [number, labels]));
    };
    return {
      repo,
      repositories,
      issues,
      taught,
      name,
      pasts: createPastStore(database),
      lessons: createLessonStore(database),
    };
  }

  it('carry the labels that people gave them before our time, and the title they were filed with', async () => {
    const { repo, issues, pasts, taught } = await setUp();
    for (let number = 1; number <= 5; number++)
      await issues.saveIssue(repo, makeIssue(repo, number, { labels: ['Bug', 'stale'] }));
    await pasts.addEvents(repo, [
      { number: 1, by: mona, at, kind: 'labeled', label: 'bug' },
      { number: 1, by: mona, at, kind: 'labeled', label: 'stale' },
      { number: 1, by: mona, at, kind: 'renamed', from: 'It is dark' },
      { number: 2, by: ours, at, kind: 'labeled', label: 'bug' },
      // Number 3: nobody knows who. Number 4: by its author, a stranger, with the form; number 5: by them later.
      { number: 4, by: maren, at: '2026-11-01T08:00:02Z', kind: 'labeled', label: 'bug' },
      { number: 5, by: maren, at: '2026-11-01T09:00:00Z', kind: 'labeled', label: 'bug' },
    ]);
    expect(await taught()).toEqual({ 1: ['Bug'], 2: [], 3: [], 4: [], 5: ['Bug'] });
    const [first] = await createTaughtIssues(database).newest(repo, 5);
    expect(first).toMatchObject({ number: 1, title: 'It is dark', labeledAt: '2026-11-02T00:00:00.000Z' });
  });

  it('carry none that their form put on by itself, whoever filed them', async () => {
    const { repo, issues, pasts, taught, repositories } = await setUp();
    const form = { kind: 'form' as const, name: 'Bug', fields: [], labels: ['BUG'], type: null, title: '' };
    await keepSettings(repositories, repo, {
      ...{ settings: defaultSettings, problems: [], source: 'defaults', codeowners: [], description: '' },
      forms: [form],
    });
    for (let number = 1; number <= 3; number++)
      await issues.saveIssue(
        repo,
        makeIssue(repo, number, { labels: ['Bug', 'api'], authorAssociation: 'MEMBER' }),
      );
    const opened = '2026-11-01T08:00:02Z';
    await pasts.addEvents(repo, [
      { number: 1, by: maren, at: opened, kind: 'labeled', label: 'bug' },
      { number: 1, by: maren, at: opened, kind: 'labeled', label: 'api' },
      { number: 2, by: maren, at, kind: 'labeled', label: 'bug' },
      { number: 3, by: mona, at: opened, kind: 'labeled', label: 'bug' },
    ]);
    expect(await taught()).toEqual({ 1: ['api'], 2: ['Bug'], 3: ['Bug'] });
  });

  it('are told by lessons before anything else, and revoked lessons count for nothing', async () => {
    const { repo, issues, pasts, lessons, taught } = await setUp();
    for (let number = 1; number <= 5; number++)
      await issues.saveIssue(repo, makeIssue(repo, number, { labels: ['Bug'] }));
    await pasts.addEvents(repo, [
      { number: 1, by: mona, at, kind: 'labeled', label: 'bug' },
      { number: 3, by: mona, at, kind: 'labeled', label: 'bug' },
      { number: 5, by: mona, at, kind: 'labeled', label: 'bug' },
    ]);
    const [ofConsole] = await lessons.teach(repo, [
      // On GitHub it still says Bug.
      lesson(1, 'Question', { source: 'console' }),
      lesson(2, 'Bug', { verdict: 'accepted', source: 'time', by: null }),
      lesson(3, 'Bug', { verdict: 'rejected' }),
      lesson(4, 'Question', { source: 'command' }),
      // The event of the mark, which came as a lesson too.
      lesson(5, 'Bug', { at }),
    ]);
    expect(await taught()).toEqual({ 1: ['Question'], 2: ['Bug'], 3: [], 4: ['Question'], 5: ['Bug'] });
    const found = await createTaughtIssues(database).newest(repo, 5);
    // A label that is wrong says something as well.
    expect(found[2]).toMatchObject({ number: 3, labels: [], labeledAt: later });
    await lessons.revoke(repo, { ids: [ofConsole?.id ?? ''] }, mona);
    expect((await taught())[1]).toEqual(['Bug']);
    await lessons.revoke(repo, { person: mona.id }, mona);
    // Mona's labels from before our time are gone as well.
    expect(await taught()).toEqual({ 1: [], 2: ['Bug'], 3: [], 4: [], 5: [] });
    expect(await lessons.revoke(repo, { person: mona.id }, mona)).toEqual([]);
  });

  it('follow a label that was renamed, by its number', async () => {
    const { repo, issues, lessons, taught, name } = await setUp();
    await issues.saveIssue(repo, makeIssue(repo, 1, { labels: ['defect'] }));
    await lessons.teach(repo, [lesson(1, 'Bug')]);
    await name(
      meanings.map((each) =>
        each.value === 'bug' ? { ...each, label: { ...each.label, name: 'defect' } } : each,
      ),
    );
    expect(await taught()).toEqual({ 1: ['defect'] });
  });

  it('come oldest first, however many there are', async () => {
    const repo = makeRepository();
    const issues = createIssueStore(database);
    for (let number = 1; number <= 420; number++) await issues.saveIssue(repo, makeIssue(repo, number));
    const taught = createTaughtIssues(database);
    const numbers = (await taught.newest(repo, 410)).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: 410 }, (_, i) => i + 11));
  });
});
