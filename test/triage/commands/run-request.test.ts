import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonRequest } from '../../../src/domain/commands/request.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createPauseStore } from '../../../src/store/repositories/pauses.ts';
import { runRequest } from '../../../src/triage/commands/run-request.ts';
import { makeIssue } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryDispatch } from '../../support/memory-dispatch.ts';

const mona = { login: 'mona', id: 7, kind: 'person' } as const;
const ours = { deliveryId: null, actor: { login: 'dispatch', id: null, kind: 'bot' as const }, models: [] };
const where = { installationId: 1, repositoryId: 1, owner: 'acme', name: 'widgets', private: false };

describe('what a person asks for in the console while DispatchAI is paused', () => {
  let database: Database;
  beforeAll(async () => {
    database = await (databases[0] as (typeof databases)[number]).open();
  });
  afterAll(() => database?.close());

  it('is not done, but what was written is taken back', async () => {
    const app = await createMemoryDispatch(database, {
      labels: [{ id: 1, name: 'bug', color: 'ededed', description: '' }],
      issues: [makeIssue(where, 5, { labels: ['bug'] })],
      permissions: { mona: 'triage' },
    });
    const { installationId, repositoryId } = app.repo;
    const { effects } = app.deps.triage;
    const write = { kind: 'label.add', label: 'bug', labelId: 1, why: '' } as const;
    const [row] = await effects.intend(app.repo, 5, 'triage:x', [write], ours);
    const id = row?.id ?? '';
    await effects.complete(app.repo, 5, [{ id, githubId: null }]);
    const scope = { kind: 'repository', installationId, repositoryId } as const;
    await createPauseStore(database).set(scope, true, mona);
    const ask = (asked: PersonRequest['asked']) =>
      runRequest(
        { ...app.commands, issues: app.deps.issues },
        {
          ...{
            id: randomUUID(),
            number: 5,
            asked,
            openMs: null,
            door: 'console',
            installationId,
            repositoryId,
          },
          ...{ by: mona, at: '2026-11-02T10:00:00.000Z' },
        },
      );
    await ask({ kind: 'reject', dimension: 'category', value: 'bug' });
    expect(app.writes).toEqual([]);
    await ask({ kind: 'undo', effects: [id] });
    expect(app.writes.map(({ call, what }) => [call, what])).toEqual([['removeLabel', 'bug']]);
  });
});
