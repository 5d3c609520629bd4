import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../../src/domain/actions/action.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createPastStore } from '../../../src/store/issues/pasts.ts';
import { createLabelMarkReads } from '../../../src/store/lessons/label-marks.ts';
import { createEffectStore } from '../../../src/store/record/effects.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { databases } from '../../support/databases.ts';
import { keepLabels } from '../keep-read.ts';
import { makeIssue, makeRepository } from '../make-repository.ts';

const mona = { login: 'mona', id: 1, kind: 'person' } as const;
const ours = { login: 'dispatch', id: null, kind: 'bot' } as const;

describe.each(databases)('how labels were used, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  it('is read with the closing, and tells what we put on ourselves', async () => {
    const repo = makeRepository();
    await createRepositoryStore(database, async () => undefined).saveRepository(repo);
    const issues = createIssueStore(database);
    await issues.saveIssue(repo, makeIssue(repo, 1, { state: 'closed', closedAt: '2026-11-02T08:00:00Z' }));
    await issues.saveIssue(repo, makeIssue(repo, 2));
    const at = '2026-11-02T00:00:00Z';
    await createPastStore(database).addEvents(repo, [
      { number: 1, by: mona, at, kind: 'labeled', label: 'Turbo' },
      { number: 2, by: mona, at, kind: 'unlabeled', label: 'turbo' },
    ]);
    const add: Action = { kind: 'label.add', label: 'Turbo', labelId: 1, why: '' };
    await createEffectStore(database).intend(repo, 2, 'c', [add], {
      ...{ deliveryId: null, actor: ours, models: [] },
    });
    expect(await createLabelMarkReads(database).newest(repo, 10)).toEqual([
      { closedAt: null, marks: { turbo: { on: false, by: mona, at } }, ours: ['turbo'] },
      { closedAt: '2026-11-02T08:00:00Z', marks: { turbo: { on: true, by: mona, at } }, ours: [] },
    ]);
  });

  it('stays with the labels, which are read again once it has changed', async () => {
    const repo = makeRepository();
    const repositories = createRepositoryStore(database, async () => undefined);
    const label = { id: 1, name: 'Turbo', color: 'ededed', description: '' };
    await keepLabels(repositories, repo, [label], []);
    expect(await repositories.getLabels(repo)).toEqual([label]);
    await repositories.saveProcessLabels(repo, ['turbo']);
    expect(await repositories.getLabels(repo)).toBeNull();
    await keepLabels(repositories, repo, [label], []);
    expect(await repositories.getLabels(repo)).toEqual([{ ...label, process: true }]);
    await repositories.saveProcessLabels(repo, ['turbo']);
    expect(await repositories.getLabels(repo)).toEqual([{ ...label, process: true }]);
  });
});
