import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { audit } from '../../../src/store/schema/record-schema.ts';
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
const crash = {
  title: 'Crash when opening a large archive',
  body: 'Since the last update the program crashes every time.\n\n```\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n```\n\nSteps to reproduce: open any archive over 2 GB. Expected: it opens. Actual: it crashes with the error above.',
};
const mona = { login: 'mona', id: 7, kind: 'person' as const };

describe.each(databases)('a pause, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
    await run.github.installation().delivered;
    await run.drained();
  }, 60_000);
  afterAll(() => run?.close());

  it.each(['repository', 'installation', 'app'] as const)(
    'of the %s stops writes at once, what comes is known, and is triaged once it is over',
    async (kind) => {
      const { github, dispatch } = run;
      const repositoryId = github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0;
      const place = { installationId: github.installationId, repositoryId };
      const pausing = dispatch.services.pauses;
      const scope = kind === 'app' ? { kind } : { kind, ...place };
      await pausing.set(scope, true, mona);
      // Every process believes for a second what it has read of the whole App.
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      const { number } = await github.openIssue('acme/widgets', {
        ...crash,
        title: `${crash.title}, ${kind}`,
        author: 'rita',
      });
      await run.drained();
      const repo = { ...place, owner: 'acme', name: 'widgets', private: false };
      expect(await createIssueStore(dispatch.database).getIssue(repo, number)).toMatchObject({
        body: crash.body,
      });
      const written = () =>
        github.ledger.filter((entry) => entry.number === number && entry.kind === 'label.add').length;
      expect(written()).toBe(0);
      await pausing.set(scope, false, mona);
      await until(async () => written() === 1, 30_000);
      const log = await dispatch.database.withTenant(place.installationId, (tx) =>
        tx.select().from(audit).where(eq(audit.repositoryId, repositoryId)).orderBy(audit.seq),
      );
      const told = log
        .filter(({ detail }) => (detail as { scope?: string }).scope === kind)
        .map(({ kind: what }) => what);
      expect(told.sort()).toEqual(['pause', 'resume']);
    },
    90_000,
  );
});
