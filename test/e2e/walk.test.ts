import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';

const appliedSeed = {
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((repository) => ({
    ...repository,
    files: {
      ...repository.files,
      '.github/dispatch.yml': 'mode: apply\nlabels:\n  thresholds:\n    bug: 0.6\n',
    },
  })),
};

const crash = {
  title: 'Crash when opening a large archive',
  body: 'Since the last update the program crashes every time.\n\n```\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n```\n\nSteps to reproduce: open any archive over 2 GB. Expected: it opens. Actual: it crashes with the error above.',
  author: 'rita',
};

describe.each(databases)('an issue is opened, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed: appliedSeed });
  });
  afterAll(() => run?.close());

  it('gets its label, once, and the ledger shows it', async () => {
    const { number, deliveryId } = await run.github.openIssue('acme/widgets', crash);
    await run.drained();
    const writes = run.github.ledger.filter((entry) => entry.number === number);
    expect(writes.map(({ kind }) => kind)).toEqual(['label.add']);
    expect(run.log.filter((line) => line.delivery === deliveryId).length).toBeGreaterThan(1);
  });

  it('says nothing that GitHub would not understand', () => {
    expect(run.github.violations).toEqual([]);
  });

  it('does nothing more when the same delivery comes again', async () => {
    const before = run.github.ledger.length;
    const { number, deliveryId } = await run.github.openIssue('acme/widgets', {
      ...crash,
      title: `${crash.title} again`,
    });
    await run.drained();
    const [attempt] = run.github.deliveries.list(run.github.app.id).filter(({ guid }) => guid === deliveryId);
    expect(await run.github.deliveries.redeliver(attempt?.id ?? 0)).toBe(202);
    await run.drained();
    const labels = run.github.ledger
      .slice(before)
      .filter((entry) => entry.number === number && entry.kind === 'label.add');
    expect(labels).toHaveLength(1);
  });

  it('never puts back a label that a person took away', async () => {
    const { number } = await run.github.openIssue('acme/widgets', { ...crash, title: 'Crash on start' });
    await run.drained();
    await run.github.removeLabel('acme/widgets', number, 'bug', 'mona');
    await run.drained();
    await run.github.editIssue('acme/widgets', number, 'rita', {
      body: `${crash.body}\n\nIt also crashes on Windows.`,
    });
    await run.drained();
    const adds = run.github.ledger.filter((entry) => entry.number === number && entry.kind === 'label.add');
    expect(adds).toHaveLength(1);
  });
});
