import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUnitOfWork } from '../../../src/app/create-unit-of-work.ts';
import type { Action } from '../../../src/domain/actions/action.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createEffectStore } from '../../../src/store/record/effects.ts';
import { createPauseStore } from '../../../src/store/repositories/pauses.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import type { Provenance } from '../../../src/triage/ports/effects.ts';
import { act } from '../../../src/triage/write/act.ts';
import { makeIssue, makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryGitHub } from '../../support/memory-github.ts';

const mona = { login: 'mona', id: 7, kind: 'person' as const };
const actions: Action[] = [
  { kind: 'label.create', label: 'bug', color: 'ededed', description: '', why: '' },
  { kind: 'label.add', label: 'bug', labelId: null, why: '' },
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
        {
          ...{ github, repositories },
          ...{ effects: createEffectStore(database), unit: createUnitOfWork(database) },
        },
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

describe('a label that people deleted while it was about to be written', () => {
  let database: Database;
  beforeAll(async () => {
    database = await (databases[0] as (typeof databases)[number]).open();
  });
  afterAll(() => database?.close());

  const ui = { id: 2, name: 'area/ui', color: '0e8a16', description: '' };
  const add = (label: string, labelId: number): Action => ({ kind: 'label.add', label, labelId, why: '' });

  async function write(options: Parameters<typeof createMemoryGitHub>[0]) {
    const repo = makeRepository();
    const repositories = createRepositoryStore(database, async () => {});
    await repositories.saveInstallation({
      ...{ id: repo.installationId, account: 'tide', accountId: 1, kind: 'organization' },
    });
    await repositories.saveRepository(repo);
    const began = await repositories.staleMarks(repo);
    await repositories.saveLabels(repo, [{ ...ui, id: 1, name: 'bug' }, ui], [], began);
    const memory = createMemoryGitHub(options);
    const outcomes = await act(
      {
        ...{ github: memory.github, repositories },
        ...{ effects: createEffectStore(database), unit: createUnitOfWork(database) },
      },
      {
        ...{ repo, number: 1, cause: 'triage:1', takenAway: [], by: unasked },
        actions: [add('bug', 1), add('area/ui', 2)],
      },
    );
    return {
      labels: memory.labels.map(({ name }) => name),
      calls: memory.writes.map(({ call, what }) => `${call} ${what}`),
      told: outcomes.map(({ status, reason }) => reason ?? status),
      known: await repositories.getLabels(repo),
    };
  }
  const issue = (number: number, labels: string[]) => makeIssue(makeRepository(), number, { labels });

  it('is not there afterwards, the others are on, and the list is read again', async () => {
    const { labels, calls, told, known } = await write({ labels: [ui], issues: [issue(1, [])] });
    expect(labels).toEqual(['area/ui']);
    expect(calls).toEqual(['addLabels bug,area/ui', 'deleteLabel bug']);
    expect(told).toEqual([{ code: 'label_gone' }, 'done']);
    expect(known).toBeNull();
  });

  it.each([
    ['another issue carries it', { ...ui, id: 7, name: 'bug' }, [issue(1, []), issue(2, ['bug'])]],
    ['it has a description', { ...ui, id: 7, name: 'bug', description: 'Broken' }, [issue(1, [])]],
    ['nothing but its age tells', { ...ui, id: 7, name: 'bug' }, [issue(1, [])]],
  ])('stays where people made it anew: %s', async (_how, anew, issues) => {
    const { labels, told } = await write({ labels: [ui, anew], issues });
    expect(labels).toEqual(['area/ui', 'bug']);
    expect(told).toEqual(['done', 'done']);
  });

  it('costs one request where nothing was deleted', async () => {
    const bug = { ...ui, id: 1, name: 'bug' };
    const { calls, told } = await write({ labels: [bug, ui], issues: [issue(1, [])] });
    expect(calls).toEqual(['addLabels bug,area/ui']);
    expect(told).toEqual(['done', 'done']);
  });
});
