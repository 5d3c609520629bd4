import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';

const repo = 'acme/widgets';
const filed = 9;
const seed = {
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((repository) => ({
    ...repository,
    files: { '.github/dispatch.yml': 'mode: apply\nlabels:\n  thresholds:\n    bug: 0.5\n' },
  })),
};

const crash = (i: number) => ({
  title: `Crash when opening archive ${i}`,
  body: `Since update ${i} it crashes every time.\n\n\`\`\`\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n\`\`\`\n\nExpected: it opens. Actual: it crashes with the error above.`,
});

describe.each(databases)('a stranger files many issues within an hour, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
  });
  afterAll(() => run?.close());

  it('four are written at most, though several workers take them up in any order', async () => {
    run.github.deliverTo('http://127.0.0.1:1/nobody');
    for (let i = 0; i < filed; i++) await run.github.openIssue(repo, { ...crash(i), author: 'rita' });
    await run.github.deliveries.settled();
    run.github.deliverTo(`${run.dispatch.url}/api/github/webhooks`);
    // The newest first.
    for (const { id } of run.github.deliveries
      .list(run.github.app.id)
      .filter(({ event }) => event === 'issues'))
      await run.github.deliveries.redeliver(id);
    await run.drained();
    const labeled = () =>
      new Set(run.github.ledger.filter(({ kind }) => kind === 'label.add').map(({ number }) => number));
    // None at all where every delivery arrived before a worker took up the first.
    expect(labeled().size).toBeLessThanOrEqual(4);

    const { number } = await run.github.openIssue(repo, { ...crash(filed), author: 'tess' });
    await run.drained();
    expect(labeled(), 'issues of others go on').toContain(number);
  }, 180_000);
});
