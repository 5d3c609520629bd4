import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import { createIssueStore } from '../../src/store/issues/issues.ts';
import { createDecisionStore } from '../../src/store/record/decisions.ts';
import { createRepositoryStore } from '../../src/store/repositories/repositories.ts';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';

const repository = 'acme/widgets';
const seed = {
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((each) => ({
    ...each,
    files: {
      '.github/dispatch.yml':
        'mode: apply\nlabels:\n  thresholds:\n    bug: 0.6\nduplicates:\n  comment: false\n',
    },
  })),
};
const crash = {
  title: 'Crash when opening a large archive',
  body: 'Since the last update the program crashes every time.\n\n```\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n```\n\nSteps to reproduce: open any archive over 2 GB. Expected: it opens. Actual: it crashes with the error above.',
  author: 'rita',
};

describe.each(databases)('what happens to repositories and labels, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
  });
  afterAll(() => run?.close());

  const place = () => {
    const repo = run.github.world.tables.repos.findOneBy(
      'full_name',
      run.github.world.tables.repos.all()[0]?.full_name ?? '',
    );
    return {
      installationId: run.github.installationId,
      repositoryId: repo?.id ?? 0,
      owner: '',
      name: '',
      private: false,
    };
  };
  const issues = () => createIssueStore(run.dispatch.database);
  const repositories = () => createRepositoryStore(run.dispatch.database, async () => {});
  const writes = (number: number) => run.github.ledger.filter((entry) => entry.number === number);
  const repositoryId = () => run.github.world.tables.repos.findOneBy('full_name', repository)?.id ?? 0;

  it('an issue follows a label that is renamed, though an older delivery still says the old name', async () => {
    const { github } = run;
    const at = { ...place(), repositoryId: repositoryId() };
    const { number } = await github.openIssue(repository, crash);
    await run.drained();
    expect(writes(number).map(({ kind }) => kind)).toEqual(['label.add']);
    const [attempt] = github.deliveries
      .list(github.app.id)
      .filter(({ action, event }) => event === 'issues' && action === 'labeled');
    github.renameLabel(repository, 'bug', 'defect', 'mona');
    await run.drained();
    expect((await issues().getIssue(at, number))?.labels).toEqual(['defect']);
    await github.deliveries.redeliver(attempt?.id ?? 0);
    await run.drained();
    expect((await issues().getIssue(at, number))?.labels).toEqual(['defect']);
  });

  it('the settings mean a renamed label still, and what a person took away under its old name stays away', async () => {
    const { github } = run;
    const { number } = await github.openIssue(repository, { ...crash, title: 'Crash on start' });
    await run.drained();
    expect(writes(number).map(({ payload }) => payload.label)).toEqual(['defect']);
    await github.removeLabel(repository, number, 'defect', 'mona');
    await run.drained();
    github.renameLabel(repository, 'defect', 'bug', 'mona');
    await run.drained();
    await github.editIssue(repository, number, 'rita', { body: `${crash.body}\n\nAlso on Windows.` });
    await run.drained();
    expect(writes(number).filter(({ kind }) => kind === 'label.add')).toHaveLength(1);
  });

  it('a deleted label is gone from the issues that are known', async () => {
    const { github } = run;
    const at = { ...place(), repositoryId: repositoryId() };
    github.createLabel(repository, { name: 'soon gone' }, 'mona');
    const { number } = await github.openIssue(repository, { title: 'Hello', body: 'x', author: 'rita' });
    await github.addLabel(repository, number, 'soon gone', 'mona');
    await run.drained();
    expect((await issues().getIssue(at, number))?.labels).toContain('soon gone');
    github.deleteLabel(repository, 'soon gone', 'mona');
    await run.drained();
    expect((await issues().getIssue(at, number))?.labels).not.toContain('soon gone');
  });

  it('a repository keeps its present name and visibility when older deliveries come late', async () => {
    const { github } = run;
    const at = { ...place(), repositoryId: repositoryId() };
    const early = github.deliveries.list(github.app.id).at(-1);
    github.setPrivate(repository, true, 'mona');
    github.renameRepository(repository, 'gadgets', 'mona');
    await run.drained();
    expect(await repositories().getRepository(at)).toMatchObject({ name: 'gadgets', private: true });
    await github.deliveries.redeliver(early?.id ?? 0);
    await run.drained();
    expect(await repositories().getRepository(at)).toMatchObject({ name: 'gadgets', private: true });
    github.renameRepository('acme/gadgets', 'widgets', 'mona');
    github.setPrivate(repository, false, 'mona');
    await run.drained();
  });

  it('what was missed while the App was suspended is made good afterwards', {
    timeout: 120_000,
  }, async () => {
    const { github } = run;
    const at = { ...place(), repositoryId: repositoryId() };
    github.suspend();
    await run.drained();
    const { number } = await github.openIssue(repository, { ...crash, title: 'Crash while suspended' });
    await run.drained();
    expect(await issues().getIssue(at, number)).toBeNull();
    github.unsuspend();
    await run.drained();
    const decided = () => createDecisionStore(run.dispatch.database).latest(at, number);
    await expect.poll(decided, { timeout: 90_000 }).not.toBeNull();
  });

  it('a repository that was taken away is not brought back by a delivery that comes late', async () => {
    const { github } = run;
    const at = { ...place(), repositoryId: repositoryId() };
    const late = github.deliveries.list(github.app.id).find(({ event }) => event === 'issues');
    github.removeRepository(repository);
    await run.drained();
    expect(await repositories().getRepository(at)).toBeNull();
    await run.dispatch.database.system((tx) => tx.execute('delete from deliveries'));
    await github.deliveries.redeliver(late?.id ?? 0);
    await run.drained();
    expect(await repositories().getRepository(at)).toBeNull();
  });

  it('says nothing that GitHub would not understand', () => {
    expect(run.github.violations).toEqual([]);
  });
});
