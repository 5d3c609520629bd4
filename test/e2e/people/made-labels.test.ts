import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';

const repo = 'acme/widgets';
const common = 'mode: apply\nduplicates: { comment: false }\nlabels: { thresholds: { bug: 0.5 } }\n';
const seed = {
  ...SMALL_SEED,
  accounts: SMALL_SEED.accounts.map((account) => ({ ...account, issueTypes: ['Task', 'Bug', 'Feature'] })),
  repositories: SMALL_SEED.repositories.map((repository) => ({
    ...repository,
    labels: [{ name: 'area/api', color: 'c5def5', description: 'The REST API' }],
    files: { '.github/dispatch.yml': `${common}create_labels: true\n` },
  })),
};
const crash = {
  title: 'Crash when opening a large archive',
  body: 'It crashes every time.\n\n```\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n```\n\nSteps to reproduce: open any archive. Expected: it opens. Actual: it crashes with the error above.',
  author: 'rita',
};

describe.each(databases)('what a repository does not have yet, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
  });
  afterAll(() => run?.close());

  const opened = async (over: object = {}) => {
    const { number } = await run.github.openIssue(repo, { ...crash, ...over });
    await run.drained();
    return number;
  };
  const kinds = (number: number) =>
    run.github.ledger.filter((entry) => entry.number === number).map(({ kind }) => kind);
  const says = async (number: number, body: string) => {
    await run.github.comment(repo, number, { author: 'tess', body });
    await run.drained();
  };

  it('is made once where the settings say so, and put on', async () => {
    const [first, second] = [await opened(), await opened({ title: 'Crash at start' })];
    const made = run.github.ledger.filter(({ kind }) => kind === 'repository-label.create');
    expect(made.map(({ payload }) => payload.label)).toEqual(['bug']);
    expect([kinds(first), kinds(second)]).toEqual([['label.add'], ['label.add']]);
    // A command makes what it needs too, and taking it back leaves no label behind that nobody carries.
    await says(first, '/priority high');
    expect(run.github.ledger.filter(({ kind }) => kind === 'repository-label.create')).toHaveLength(2);
    await says(first, '/undo');
    const gone = run.github.ledger.filter(({ kind }) => kind === 'repository-label.delete');
    expect(gone.map(({ payload }) => payload.label)).toEqual(['priority: high']);
  });

  it('is a type of the organization where the settings want types', async () => {
    await run.github.pushFile(repo, '.github/dispatch.yml', `${common}issue_types: true\n`);
    await run.drained();
    const number = await opened({ title: 'Crash on Windows' });
    expect(kinds(number)).toEqual(['issue.type']);
    await says(number, '/category feature');
    const types = run.github.ledger.filter((entry) => entry.number === number && entry.kind === 'issue.type');
    expect(types.map(({ payload }) => payload.type)).toEqual(['Bug', 'Feature']);
    await says(number, '/undo');
    const issue = run.github.world.tables.issues.all().find((row) => row.number === number);
    expect(run.github.world.tables.issueTypes.get(issue?.type_id ?? 0)?.name).toBe('Bug');
  });

  it('says nothing that GitHub would not understand', () => {
    expect(run.github.violations).toEqual([]);
  });
});
