import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { makeIssue } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryDispatch, user } from '../../support/memory-dispatch.ts';

const maren = user('maren', 4);
const where = { installationId: 1, repositoryId: 1, owner: 'acme', name: 'widgets', private: false };

describe('writes of an attempt that failed half way', () => {
  let database: Database;
  beforeAll(async () => {
    database = await (databases[0] as (typeof databases)[number]).open();
  });
  afterAll(() => database?.close());

  it('are not finished while the issue asks for none, and are once it does', async () => {
    let failing = true;
    const app = await createMemoryDispatch(
      database,
      {
        labels: ['needs-info', 'no-triage'].map((name, i) => ({
          ...{ id: i + 1, name, color: 'ededed', description: '' },
        })),
        issues: [makeIssue(where, 5, { body: 'It is dark.' })],
        files: { '.github/dispatch.yml': 'mode: apply\nmissing_information:\n  required: [Version]\n' },
      },
      (github) => ({
        ...github,
        async addLabels(...asked) {
          const added = await github.addLabels(...asked);
          if (failing) throw new Error('the network failed after');
          return added;
        },
      }),
    );
    await expect(app.issue('opened', 5, maren)).rejects.toThrow('the network failed');
    const issue = app.issues.get(5);
    issue?.labels.push('no-triage');
    failing = false;
    await app.issue('opened', 5, maren);
    const calls = () => app.writes.map(({ call }) => call);
    expect(calls()).not.toContain('createComment');
    issue?.labels.pop();
    await app.issue('unlabeled', 5, user('mona', 7), { label: { id: 2, name: 'no-triage' } });
    expect(calls().filter((call) => call === 'createComment')).toHaveLength(1);
  });
});
