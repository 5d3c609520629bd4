import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import type { RepositoryKey } from '../../../src/domain/issue/repository.ts';
import { readRows } from '../../../src/store/core/read-rows.ts';
import { createBackfillStore } from '../../../src/store/issues/backfills.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createPastStore } from '../../../src/store/issues/pasts.ts';
import { decisions } from '../../../src/store/schema/record-schema.ts';
import { createPostings } from '../../../src/store/similar/postings.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';
import { until } from '../../support/until.ts';

const seed = {
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((repository) => ({
    ...repository,
    files: { '.github/dispatch.yml': 'mode: apply\nlabels:\n  thresholds:\n    bug: 0.6\n' },
  })),
};
const past = 230;
const crash = {
  title: 'Crash when opening a large archive',
  body: 'Since the last update the program crashes every time.\n\n```\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n```\n\nSteps to reproduce: open any archive over 2 GB. Expected: it opens. Actual: it crashes with the error above.',
};

describe.each(databases)('the App is installed where there is a past, on the $name database', (database) => {
  let run: RunningDispatch;
  let place: RepositoryKey;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
    const { github } = run;
    const repo = 'acme/widgets';
    github.deliverTo(null);
    for (let i = 1; i <= past; i++)
      await github.openIssue(repo, {
        title: `Widget ${i} creaks`,
        body: `Part ${i % 7} is loose.`,
        author: 'rita',
      });
    await github.openPullRequest(repo, { title: 'Oil for widgets', author: 'ravi' });
    await github.addLabel(repo, 3, 'bug', 'mona');
    await github.addLabel(repo, 4, 'bug', 'mona');
    await github.removeLabel(repo, 4, 'bug', 'tess');
    await github.editIssue(repo, 5, 'tess', { title: 'A better title' });
    await github.closeIssue(repo, 6, 'tess', 'completed');
    github.deliverTo(`${run.dispatch.url}/api/github/webhooks`);
    const id = github.world.tables.repos.findOneBy('full_name', repo)?.id ?? 0;
    place = { installationId: github.installationId, repositoryId: id };
  }, 120_000);
  afterAll(() => run?.close());

  const progress = () => createBackfillStore(run.dispatch.database).get(place);

  it('reads issues, labels and closers, and triages what is new meanwhile', async () => {
    const { github } = run;
    github.faults.inject({ method: 'GET', path: /widgets\/issues$/, after: 1, hang: true });
    await github.installation().delivered;
    const fresh = await github.openIssue('acme/widgets', { ...crash, author: 'oscar' });
    await run.drained();
    expect((await progress())?.stage).toBe('issues');
    expect(
      github.ledger.filter(({ number, kind }) => number === fresh.number && kind === 'label.add'),
    ).toHaveLength(1);
    github.faults.clear();
    await until(async () => (await progress())?.stage === 'done', 60_000);

    const repo = (await progress())?.repo;
    if (!repo) throw new Error('no progress');
    const issues = createIssueStore(run.dispatch.database);
    expect(await issues.getIssue(repo, past)).toMatchObject({ title: `Widget ${past} creaks` });
    expect(await issues.getIssue(repo, past + 1)).toBeNull();
    const { collection } = await createPostings(run.dispatch.database).readCollection(repo);
    expect(collection.documents).toBe(past + 1);
    const pasts = await createPastStore(run.dispatch.database).getPasts(repo, [3, 4, 5, 6]);
    expect(pasts.get(3)?.labels.bug).toMatchObject({ on: true, by: { login: 'mona', kind: 'person' } });
    expect(pasts.get(4)?.labels.bug).toMatchObject({ on: false, by: { login: 'tess' } });
    expect(pasts.get(5)?.filedTitle).toBe('Widget 5 creaks');
    expect(pasts.get(6)?.closedBy?.login).toBe('tess');
  }, 120_000);

  it('finds the past among similar issues', async () => {
    const { number } = await run.github.openIssue('acme/widgets', {
      title: 'Widget 77 creaks again',
      body: 'Part 0 is loose.',
      author: 'ravi',
    });
    await run.drained();
    const [decision] = await run.dispatch.database.withTenant(place.installationId, (tx) =>
      tx.select().from(decisions).where(eq(decisions.number, number)),
    );
    const { similar } = (decision as { decision: { similar: { number: number }[] } }).decision;
    expect(similar.map((each) => each.number)).toContain(77);
  });

  it('says nothing that GitHub would not understand, and reads unchanged pages for free the next time', async () => {
    expect(run.github.violations).toEqual([]);
    run.github.clearRequests();
    const repo = (await progress())?.repo;
    if (!repo) throw new Error('no progress');
    await createBackfillStore(run.dispatch.database).begin(repo);
    await run.dispatch.queue.chores.add(`backfill/${place.installationId}/${place.repositoryId}`);
    await until(async () => (await progress())?.stage === 'done', 60_000);
    const pages = run.github.requests.filter(({ template }) => template === '/repos/{owner}/{repo}/issues');
    expect(pages.map(({ status }) => status)).toEqual([304, 304, 200]);
  }, 90_000);

  it('looks for something to learn a while after a person labeled, and never after we did', async () => {
    const chores = () =>
      run.dispatch.database.system((tx) =>
        readRows<{ id: string; waits: boolean }>(
          tx,
          sql`select data ->> 'id' as id, start_after > now() + interval '30 seconds' as waits
              from queue.job where name = 'chore' and data ->> 'id' like 'train/%'`,
        ),
      );
    await until(async () => (await chores()).length === 0);
    const { number } = await run.github.openIssue('acme/widgets', {
      ...crash,
      title: 'It crashes',
      author: 'ravi',
    });
    await run.drained();
    expect(
      run.github.ledger.filter((entry) => entry.number === number && entry.kind === 'label.add'),
    ).toHaveLength(1);
    expect(await chores()).toEqual([]);
    await run.github.addLabel('acme/widgets', 9, 'question', 'mona');
    await run.drained();
    expect(await chores()).toEqual([
      { id: `train/${place.installationId}/${place.repositoryId}`, waits: true },
    ]);
  });
});
