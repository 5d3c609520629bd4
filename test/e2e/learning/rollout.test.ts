import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';

const file = '.github/dispatch.yml';
const settings = (mode: string) =>
  `mode: ${mode}\nlabels:\n  thresholds:\n    bug: 0.6\nduplicates:\n  comment: false\n`;
const [widgets] = SMALL_SEED.repositories;
const seed = {
  ...SMALL_SEED,
  repositories: [
    ...SMALL_SEED.repositories.filter(({ name }) => name !== '.github' && name !== 'gears'),
    { ...widgets, owner: 'acme', name: 'gears' },
    { owner: 'acme', name: '.github', files: { [file]: settings('observe') } },
  ],
};
const crash = {
  title: 'Crash when opening a large archive',
  body: 'The program crashes every time.\n\n```\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n```\n\nSteps to reproduce: open any archive over 2 GB. Expected: it opens. Actual: it crashes with the error above.',
  author: 'rita',
};

describe.each(databases)('an organization that watches first, on the $name database', (database) => {
  let run: RunningDispatch;
  let opened = 0;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
  }, 60_000);
  afterAll(() => run?.close());

  /** Opens an issue; what was written on it, once it is decided. */
  const writesOf = async (name: string) => {
    const { github, dispatch } = run;
    opened += 1;
    // The same author with the same text would be held as a flood.
    const said = { title: `${crash.title}, no. ${opened}`, author: opened % 2 === 0 ? 'rita' : 'ravi' };
    const { number } = await github.openIssue(`acme/${name}`, { ...crash, ...said });
    await run.drained();
    const repositoryId = github.world.tables.repos.findOneBy('full_name', `acme/${name}`)?.id ?? 0;
    const repo = { installationId: github.installationId, repositoryId, owner: 'acme', name, private: false };
    expect(await createDecisionStore(dispatch.database).latest(repo, number)).not.toBeNull();
    return github.ledger
      .filter((entry) => entry.repo === `acme/${name}` && entry.number === number)
      .map(({ kind }) => kind);
  };

  it('has everything decided and nothing written, until a repository or the organization says otherwise', async () => {
    expect([await writesOf('widgets'), await writesOf('gears')]).toEqual([[], []]);
    await run.github.pushFile('acme/widgets', file, settings('apply'));
    await run.drained();
    expect([await writesOf('widgets'), await writesOf('gears')]).toEqual([['label.add'], []]);
    await run.github.pushFile('acme/.github', file, settings('apply'));
    await run.drained();
    expect(await writesOf('gears')).toEqual(['label.add']);
    expect(run.github.violations).toEqual([]);
  }, 60_000);
});
