import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../../src/domain/actions/action.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createEffectStore } from '../../../src/store/record/effects.ts';
import { createPauseStore } from '../../../src/store/repositories/pauses.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import type { Provenance } from '../../../src/triage/ports/effects.ts';
import { act } from '../../../src/triage/write/act.ts';
import { makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryGitHub } from '../../support/memory-github.ts';

const mona = { login: 'mona', id: 7, kind: 'person' as const };
const actions: Action[] = [
  { kind: 'label.create', label: 'bug', color: 'ededed', description: '', why: '' },
  { kind: 'label.add', label: 'bug', labelId: 1, why: '' },
  { kind: 'comment.upsert', body: 'What is the version?', previous: null, why: '' },
];
const unasked: Provenance = {
  ...{ deliveryId: null, models: [] },
  actor: { login: 'dispatch', id: null, kind: 'bot' },
};

describe('a pause that begins between two writes of one issue', () => {
  let database: Database;
  beforeAll(async () => {
    database = await (databases[0] as (typeof databases)[number]).open();
  });
  afterAll(() => database?.close());

  /** The scope is paused as soon as the first of the writes has gone through. */
  async function begin(kind: 'repository' | 'installation') {
    const repo = makeRepository();
    const repositories = createRepositoryStore(database, async () => {});
    await repositories.saveInstallation({
      ...{ id: repo.installationId, account: 'tide', accountId: 1, kind: 'organization' },
    });
    await repositories.saveRepository(repo);
    const pauses = createPauseStore(database);
    const scope = { kind, installationId: repo.installationId, repositoryId: repo.repositoryId };
    const memory = createMemoryGitHub();
    const github: typeof memory.github = {
      ...memory.github,
      async createLabel(where, label) {
        const made = await memory.github.createLabel(where, label);
        await pauses.set(scope, true, mona);
        return made;
      },
    };
    const run = (by: Provenance) =>
      act(
        { github, repositories, effects: createEffectStore(database) },
        { repo, number: 1, cause: 'triage:1', actions, takenAway: [], by },
      );
    const calls = () => memory.writes.map(({ call }) => call);
    return { run, calls, resume: () => pauses.set(scope, false, mona) };
  }

  it.each(['repository', 'installation'] as const)(
    'holds the rest back, which is written once the %s goes on',
    async (kind) => {
      const { run, calls, resume } = await begin(kind);
      const first = await run(unasked);
      expect(calls()).toEqual(['createLabel']);
      expect(first.map(({ status }) => status)).toEqual(['done', 'held', 'held']);
      expect(await run(unasked)).toEqual(
        first.map((each) => expect.objectContaining({ status: each.status })),
      );
      expect(calls()).toEqual(['createLabel']);
      await resume();
      expect((await run(unasked)).map(({ status }) => status)).toEqual(['done', 'done', 'done']);
      expect(calls()).toEqual(['createLabel', 'addLabels', 'createComment']);
    },
  );

  it('does not stop what a person asked for half way', async () => {
    const { run, calls } = await begin('repository');
    await run({ ...unasked, actor: mona, request: 'comment:1:0' });
    expect(calls()).toEqual(['createLabel', 'addLabels', 'createComment']);
  });
});
