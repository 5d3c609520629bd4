import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { createPauseStore } from '../../../src/store/repositories/pauses.ts';
import { makeIssue } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryDispatch, user } from '../../support/memory-dispatch.ts';

const maren = user('maren', 4);
const mona = { login: 'mona', id: 7, kind: 'person' } as const;
const where = { installationId: 1, repositoryId: 1, owner: 'acme', name: 'widgets', private: false };

describe('an author who gives what was asked for while DispatchAI is paused', () => {
  let database: Database;
  beforeAll(async () => {
    database = await (databases[0] as (typeof databases)[number]).open();
  });
  afterAll(() => database?.close());

  it('is not asked for it again once it goes on', async () => {
    const app = await createMemoryDispatch(database, {
      labels: [{ id: 1, name: 'needs-info', color: 'ededed', description: '' }],
      issues: [makeIssue(where, 5, { body: 'It is dark.' })],
      files: { '.github/dispatch.yml': 'mode: apply\nmissing_information:\n  required: [Version]\n' },
    });
    await app.issue('opened', 5, maren);
    expect(app.issues.get(5)?.labels).toEqual(['needs-info']);
    const { installationId, repositoryId } = app.repo;
    const scope = { kind: 'repository', installationId, repositoryId } as const;
    const pauses = createPauseStore(database);
    await pauses.set(scope, true, mona);
    const before = app.writes.length;
    await app.comment('created', { number: 5, id: 40, author: maren, body: 'Version: 2.1' });
    expect(app.writes.slice(before)).toEqual([]);
    await pauses.set(scope, false, mona);
    await app.issue('reopened', 5, maren);
    expect(app.issues.get(5)?.labels).toEqual([]);
    expect(app.writes.slice(before).map(({ call }) => call)).toContain('updateComment');
  });
});
